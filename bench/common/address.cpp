#include "common/address.h"

#include <stdexcept>
#include <string_view>

#include <spdlog/fmt/fmt.h>

namespace till::bench {

Address parse_address(std::string url) {
    constexpr std::string_view scheme = "http://";
    if (url.ends_with('/')) url.pop_back();
    const std::size_t colon = url.rfind(':');
    if (!url.starts_with(scheme) || colon == std::string::npos || colon < scheme.size()) {
        throw std::runtime_error(fmt::format("{} is not http://HOST:PORT", url));
    }
    Address address{url.substr(scheme.size(), colon - scheme.size()), url.substr(colon + 1)};
    if (address.host.starts_with('[') && address.host.ends_with(']')) {
        address.host = address.host.substr(1, address.host.size() - 2);
    }
    return address;
}

}  // namespace till::bench

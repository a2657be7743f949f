#include "platform/limits/source.h"

#include "platform/network/ip_address.h"

namespace till::limits {
namespace {

std::string network_of(const IpAddress& address, unsigned bits) {
    return address.first_of_network(bits).text() + "/" + std::to_string(bits);
}

}  // namespace

Source source_of(std::string_view address) {
    const auto parsed = IpAddress::parse(address);
    if (!parsed) return {std::string(address), {}};
    if (parsed->is_v4()) return {parsed->text(), {network_of(*parsed, 24)}};
    return {network_of(*parsed, 64), {network_of(*parsed, 56), network_of(*parsed, 48)}};
}

const std::string& widest_of(const Source& source) {
    return source.networks.empty() ? source.client : source.networks.back();
}

}  // namespace till::limits

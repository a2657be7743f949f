#include "platform/network/ip_address.h"

#include <algorithm>

#include <arpa/inet.h>

#include "platform/text/numbers.h"

namespace till {
namespace {

constexpr std::array<std::uint8_t, 12> v4_in_v6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    // inet_pton takes what ends in a NUL: one inside would hide the rest.
    if (text.size() >= INET6_ADDRSTRLEN || text.find('\0') != std::string_view::npos) return std::nullopt;
    const std::string terminated(text);
    IpAddress address;
    if (::inet_pton(AF_INET, terminated.c_str(), address.bytes_.data()) == 1) {
        address.v4_ = true;
        return address;
    }
    if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes_.data()) != 1) return std::nullopt;
    if (std::equal(v4_in_v6.begin(), v4_in_v6.end(), address.bytes_.begin())) {
        address.v4_ = true;
        std::rotate(address.bytes_.begin(), address.bytes_.begin() + 12, address.bytes_.end());
        std::fill(address.bytes_.begin() + 4, address.bytes_.end(), std::uint8_t{0});
    }
    return address;
}

std::string IpAddress::text() const {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(v4_ ? AF_INET : AF_INET6, bytes_.data(), text.data(), text.size());
    return text.data();
}

IpAddress IpAddress::first_of_network(unsigned bits) const {
    IpAddress first = *this;
    for (unsigned i = 0; i < first.bytes_.size(); ++i) {
        const unsigned kept = std::min(8U, bits - std::min(bits, 8 * i));
        first.bytes_[i] = static_cast<std::uint8_t>(first.bytes_[i] & (0xff00U >> kept));
    }
    return first;
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address) return std::nullopt;
    IpNetwork network;
    network.first_ = *address;
    network.bits_ = address->is_v4() ? 32 : 128;
    if (slash == std::string_view::npos) return network;

    const auto bits = parse_integer<unsigned>(text.substr(slash + 1));
    if (!bits || *bits > network.bits_ || address->first_of_network(*bits) != *address) return std::nullopt;
    network.bits_ = *bits;
    return network;
}

}  // namespace till

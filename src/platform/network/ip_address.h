#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace till {

/// An IPv4 or IPv6 address. An IPv4 address written inside an IPv6 one (::ffff:1.2.3.4) is that IPv4 address.
class IpAddress {
 public:
    /// As inet_pton reads it, IPv6 without brackets; no port, no zone.
    static std::optional<IpAddress> parse(std::string_view text);

    bool is_v4() const { return v4_; }
    std::string text() const;

    /// The first address of the network of that many bits: at most 32 of IPv4, 128 of IPv6.
    IpAddress first_of_network(unsigned bits) const;

    friend bool operator==(const IpAddress&, const IpAddress&) = default;

 private:
    bool v4_ = false;
    std::array<std::uint8_t, 16> bytes_{};  ///< of IPv4, the first four
};

/// All addresses that begin with the same bits.
class IpNetwork {
 public:
    /// CIDR, `10.0.0.0/8`, `2001:db8::/32`, with nothing but zeros behind the bits; or one address.
    static std::optional<IpNetwork> parse(std::string_view text);

    bool contains(const IpAddress& address) const {
        return address.is_v4() == first_.is_v4() && address.first_of_network(bits_) == first_;
    }

 private:
    IpAddress first_;
    unsigned bits_ = 0;
};

}  // namespace till

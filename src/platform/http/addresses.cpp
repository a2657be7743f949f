#include "platform/http/addresses.h"

#include <algorithm>

namespace till::http {

namespace {

constexpr unsigned v6_client_bits = 64;

std::optional<IpAddress> parse(std::string_view peer) { return IpAddress::parse(peer.substr(0, peer.find('%'))); }

}  // namespace

Addresses::Addresses(std::vector<IpNetwork> trusted, std::size_t connections_max, std::size_t bodies_bytes_max,
                     std::shared_ptr<Budget> bodies)
    : trusted_(std::move(trusted)),
      connections_max_(connections_max),
      bodies_bytes_max_(bodies_bytes_max / 4),
      bodies_(std::move(bodies)) {}

std::string Addresses::counted(std::string_view peer) {
    const auto address = parse(peer);
    if (!address) return std::string(peer);
    return address->is_v4() ? address->text() : address->first_of_network(v6_client_bits).text();
}

bool Addresses::trusts(std::string_view peer) const {
    if (trusted_.empty()) return false;
    const auto address = parse(peer);
    return address && std::any_of(trusted_.begin(), trusted_.end(),
                                  [&](const IpNetwork& network) { return network.contains(*address); });
}

std::shared_ptr<AddressShare> Addresses::enter(std::string_view peer) {
    const bool trusted = trusts(peer);
    std::string address = counted(peer);
    const std::lock_guard lock(mutex_);
    auto& share = shares_[address];
    if (!share) {
        auto bodies = trusted ? bodies_ : std::make_shared<Budget>(bodies_bytes_max_, bodies_);
        share = std::make_shared<AddressShare>(
            AddressShare{.address = std::move(address), .connections = 0, .bodies = std::move(bodies)});
    }
    if (!trusted && share->connections >= connections_max_) return nullptr;
    ++share->connections;
    return share;
}

void Addresses::leave(const std::shared_ptr<AddressShare>& share) {
    const std::lock_guard lock(mutex_);
    if (--share->connections == 0) shares_.erase(share->address);
}

}  // namespace till::http

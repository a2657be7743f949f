#pragma once
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/http/budget.h"
#include "platform/network/ip_address.h"

namespace till::http {

/// What one client address has of a server: how many connections, and a part of the memory for bodies. An IPv6 client
/// has a /64 to itself and counts as that.
struct AddressShare {
    std::string address;             ///< as it is counted
    std::size_t connections = 0;     ///< Addresses' own
    std::shared_ptr<Budget> bodies;  ///< a part of the server's
};

/// Bounds what a single address can take of a server. Proxies that are trusted stand for all of their clients: they are
/// not bounded. Safe from any thread.
class Addresses {
 public:
    /// `connections_max` for one address; `bodies` of all, of which one address may have a quarter.
    Addresses(std::vector<IpNetwork> trusted, std::size_t connections_max, std::size_t bodies_bytes_max,
              std::shared_ptr<Budget> bodies);

    /// How `peer`, an address as text, is counted.
    static std::string counted(std::string_view peer);

    /// One more connection of that address; nullptr where it has as many as it may. Each is to leave() once.
    std::shared_ptr<AddressShare> enter(std::string_view peer);
    void leave(const std::shared_ptr<AddressShare>& share);

 private:
    bool trusts(std::string_view peer) const;

    const std::vector<IpNetwork> trusted_;
    const std::size_t connections_max_;
    const std::size_t bodies_bytes_max_;
    const std::shared_ptr<Budget> bodies_;
    std::mutex mutex_;                                                       ///< guards what follows
    std::unordered_map<std::string, std::shared_ptr<AddressShare>> shares_;  ///< of connected addresses
};

}  // namespace till::http

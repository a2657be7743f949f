#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "api/request.h"
#include "platform/http/message.h"
#include "platform/network/ip_address.h"

namespace till {

/// Whose request it is, behind the proxies that are trusted. Safe from any thread.
class ClientAddresses {
 public:
    /// Addresses and CIDR ranges; throws std::invalid_argument for anything else.
    explicit ClientAddresses(const std::vector<std::string>& trusted_proxies);

    /// The peer's address. If that is a trusted proxy: the rightmost address in X-Forwarded-For that is none, since
    /// everything to the left of it is hearsay (RFC 7239, 8.1); its lines are one list. What is no address (with or
    /// without a port) ends the search at the proxy that sent it.
    std::string of(const http::Request& request) const;

 private:
    bool trusts(const IpAddress& address) const;

    std::vector<IpNetwork> trusted_;
};

/// Request::client, found at the first call, at the latest before a handler runs.
const std::string& client_of(Request& request, const ClientAddresses& addresses);

/// What limits count: an IPv6 client has a /64 to itself and is counted as that, any other text as it is.
std::string counted_address(std::string_view address);

}  // namespace till

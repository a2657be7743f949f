#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace till::redis {

/// A server's URL, taken apart.
struct Address {
    std::string host;
    std::uint16_t port = 6379;
    std::string user;      ///< empty: the server's default user
    std::string password;  ///< empty: none is needed
    std::string database = "0";
    bool tls = false;    ///< over TLS, of a server whose certificate is good for its host
    std::string ssl_ca;  ///< a file of certificates that may have signed it; empty: those of the system
};

/// `redis://host`, `redis://[user]:password@host:port/number` (percent-encoded), `rediss://…?ssl-ca=FILE`. Throws
/// std::invalid_argument with the reason, which never holds any part of the password.
Address parse_address(std::string_view url);

}  // namespace till::redis

#pragma once
#include <string>

namespace till::bench {

struct Address {
    std::string host;  ///< without the brackets of an IPv6 address
    std::string port;
};

/// Takes http://HOST:PORT apart; throws std::runtime_error for anything else.
Address parse_address(std::string url);

}  // namespace till::bench

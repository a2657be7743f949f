#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/database/sql_session.h"

namespace till::database {

/// A database's URL, taken apart.
struct Address {
    Dialect dialect = Dialect::sqlite;
    std::string path;  ///< SQLite: the file
    std::string user;
    std::string password;
    std::string host;
    std::uint16_t port = 3306;
    std::string name;
    std::string socket;  ///< used in place of host and port where it is not empty
    std::string
        ssl_ca;  ///< a file of certificates: over TLS, of a server whose certificate one of them signed for its host
    std::string ssl_cert;  ///< and the client's own, where the server requests one
    std::string ssl_key;
    std::string shown;  ///< the URL without its password, for logs
};

/// `sqlite:PATH` (PATH as it stands), `mysql://user:password@host:port/name` (percent-encoded), `…?socket=PATH`,
/// `…?ssl-ca=FILE&ssl-cert=FILE&ssl-key=FILE`.
/// Throws std::invalid_argument with the reason, which never holds any part of the password.
Address parse_address(std::string_view url);

}  // namespace till::database

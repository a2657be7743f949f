#include "platform/database/address.h"

#include <map>
#include <stdexcept>

#include <boost/url.hpp>

#include "platform/text/numbers.h"

namespace till::database {

namespace {

[[noreturn]] void refuse(const std::string& reason) { throw std::invalid_argument("the database's URL: " + reason); }

Address sqlite_address(std::string_view path) {
    if (path.empty()) refuse("a path has to follow sqlite:");
    if (path.find('"') != std::string_view::npos || path.find('\0') != std::string_view::npos) {
        refuse("the path of an SQLite file may not hold a double quote or a NUL");
    }
    if (path.starts_with(":memory:")) refuse("a database in memory is not supported, name a file");
    Address address;
    address.dialect = Dialect::sqlite;
    address.path = path;
    address.shown = "sqlite:" + address.path;
    return address;
}

std::string database_name(const boost::urls::url_view& url) {
    const auto segments = url.segments();
    if (segments.size() != 1 || (*segments.begin()).empty()) refuse("it has to end in the database's name: …/name");
    return *segments.begin();
}

constexpr std::uint16_t usual_port = 3306;

std::uint16_t port_of(const boost::urls::url_view& url) {
    if (!url.has_port()) return usual_port;
    const auto port = parse_integer<std::uint16_t>(std::string(url.port()));
    if (!port || *port == 0) refuse("the port has to be from 1 to 65535");
    return *port;
}

void read_options(const boost::urls::url_view& url, Address& address) {
    const std::map<std::string_view, std::string*> known{{"socket", &address.socket},
                                                         {"ssl-ca", &address.ssl_ca},
                                                         {"ssl-cert", &address.ssl_cert},
                                                         {"ssl-key", &address.ssl_key}};
    for (const auto& option : url.params()) {
        const std::string key(option.key);
        const auto found = known.find(std::string_view(key));
        if (found == known.end()) refuse("the options after ? are socket, ssl-ca, ssl-cert and ssl-key");
        if (option.value.empty()) refuse("a path has to follow " + key + "=");
        *found->second = option.value;
    }
    if (address.ssl_cert.empty() != address.ssl_key.empty()) refuse("ssl-cert and ssl-key go together");
    if (address.ssl_ca.empty() && !address.ssl_cert.empty()) refuse("ssl-cert goes with an ssl-ca");
    if (!address.ssl_ca.empty() && !address.socket.empty()) refuse("TLS (ssl-ca) does not go over a socket");
}

std::string without_password(boost::urls::url url) {
    url.remove_password();
    return {url.buffer().data(), url.buffer().size()};
}

Address mysql_address(std::string_view text) {
    const auto parsed = boost::urls::parse_uri({text.data(), text.size()});
    if (!parsed) {
        refuse("not of the form mysql://user:password@host:port/name (percent-encode what is not a letter or digit)");
    }
    const boost::urls::url_view& url = *parsed;
    Address address;
    address.dialect = Dialect::mysql;
    address.user = url.user();
    address.password = url.password();
    address.host = url.host_address();
    address.name = database_name(url);
    address.port = port_of(url);
    read_options(url, address);
    if (url.has_fragment()) refuse("a # has to be written as %23");
    if (address.user.empty()) refuse("it has to name a user");
    if (address.host.empty() && address.socket.empty()) refuse("it has to name a host or a socket");
    // The client library would take "localhost" as leave to use its built-in socket path instead of the port.
    if (address.host == "localhost") address.host = "127.0.0.1";
    address.shown = without_password(boost::urls::url(url));
    return address;
}

}  // namespace

Address parse_address(std::string_view url) {
    constexpr std::string_view sqlite = "sqlite:";
    if (url.starts_with(sqlite)) return sqlite_address(url.substr(sqlite.size()));
    if (url.starts_with("mysql://")) return mysql_address(url);
    refuse("it has to begin with sqlite: or mysql://");
}

}  // namespace till::database

#include "platform/redis/address.h"

#include <stdexcept>

#include <boost/url.hpp>

#include "platform/text/numbers.h"

namespace till::redis {
namespace {

[[noreturn]] void refuse(const std::string& reason) { throw std::invalid_argument("redis.url: " + reason); }

std::uint16_t port_of(const boost::urls::url_view& url, std::uint16_t usual_port) {
    if (!url.has_port()) return usual_port;
    const auto port = parse_integer<std::uint16_t>(std::string(url.port()));
    if (!port || *port == 0) refuse("the port has to be from 1 to 65535");
    return *port;
}

std::string database_of(const boost::urls::url_view& url, std::string database) {
    const auto segments = url.segments();
    if (segments.empty() || (segments.size() == 1 && (*segments.begin()).empty())) return database;
    database = *segments.begin();
    if (segments.size() != 1 || database.size() > 6 || database.find_first_not_of("0123456789") != std::string::npos) {
        refuse("behind the host comes at most the number of a database: …/1");
    }
    return database;
}

void read_options(const boost::urls::url_view& url, Address& address) {
    for (const auto& option : url.params()) {
        if (!address.tls || option.key != "ssl-ca" || option.value.empty()) {
            refuse("the only option after ? is ssl-ca=FILE, of a rediss:// (percent-encode a ? that is none)");
        }
        address.ssl_ca = option.value;
    }
}

}  // namespace

Address parse_address(std::string_view url) {
    const auto parsed = boost::urls::parse_uri({url.data(), url.size()});
    if (!parsed || (parsed->scheme() != "redis" && parsed->scheme() != "rediss")) {
        refuse("not of the form redis://:password@host:port/number (percent-encode what is not a letter or digit)");
    }
    if (parsed->has_fragment()) refuse("a # has to be percent-encoded");
    Address address;
    address.tls = parsed->scheme() == "rediss";
    read_options(*parsed, address);
    address.host = parsed->host_address();
    if (address.host.empty()) refuse("it has to name a host");
    address.user = parsed->user();
    address.password = parsed->password();
    address.port = port_of(*parsed, address.port);
    address.database = database_of(*parsed, address.database);
    return address;
}

}  // namespace till::redis

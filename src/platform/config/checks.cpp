#include "platform/config/checks.h"

#include <cstdint>
#include <string_view>

#include <spdlog/fmt/fmt.h>

#include "platform/network/ip_address.h"
#include "platform/text/numbers.h"
#include "platform/time/time_zone.h"

namespace till::config {
namespace {

bool is_port(std::string_view text) { return parse_integer<std::uint16_t>(text).has_value(); }

bool is_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || !is_port(text.substr(colon + 1))) return false;
    const std::string_view host = text.substr(0, colon);
    if (host.front() == '[') return host.size() > 2 && host.back() == ']';
    return host.find_first_of(":[] /") == std::string_view::npos;
}

constexpr std::string_view small_letters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view letters_and_digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

bool consists_of(std::string_view text, std::string_view letters, std::string_view others = "") {
    return text.find_first_not_of(std::string(letters) += others) == std::string_view::npos;
}

bool is_origin_host(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) {
        const auto address = IpAddress::parse(host.substr(1, host.size() - 2));
        return address && !address->is_v4() && address->text() == host.substr(1, host.size() - 2);
    }
    return !host.empty() && consists_of(host, small_letters, "0123456789.-_");
}

/// Browsers leave a port out where it is the scheme's own.
bool is_origin_port(std::string_view port, std::string_view scheme) {
    if ((scheme == "http" && port == "80") || (scheme == "https" && port == "443")) return false;
    return is_port(port) && !port.starts_with('0');
}

bool is_origin(std::string_view text) {
    const std::size_t colon = text.find("://");
    if (colon == std::string_view::npos) return false;
    const std::string_view scheme = text.substr(0, colon);
    if (scheme.empty() || !consists_of(scheme.substr(0, 1), small_letters)) return false;
    if (!consists_of(scheme, small_letters, "0123456789+.-")) return false;
    const std::string_view rest = text.substr(colon + 3);
    const std::size_t port = rest.find(':', rest.find(']') == std::string_view::npos ? 0 : rest.find(']'));
    if (port == std::string_view::npos) return is_origin_host(rest);
    return is_origin_host(rest.substr(0, port)) && is_origin_port(rest.substr(port + 1), scheme);
}

}  // namespace

std::optional<std::string> check_address(const std::string& text) {
    if (is_address(text)) return std::nullopt;
    return "has to be ADDRESS:PORT or [ADDRESS]:PORT, such as \"127.0.0.1:8080\"";
}

std::optional<std::string> check_address_or_off(const std::string& text) {
    if (text.empty() || is_address(text)) return std::nullopt;
    return "has to be ADDRESS:PORT or [ADDRESS]:PORT, or \"\" for none";
}

std::optional<std::string> check_database(const std::string& text) {
    for (const std::string_view scheme : {"sqlite:", "mysql://"}) {
        if (text.starts_with(scheme) && text.size() > scheme.size()) return std::nullopt;
    }
    return "has to be \"sqlite:PATH\" or \"mysql://user:password@host:port/name\"";
}

std::optional<std::string> check_read_database(const std::string& text) {
    if (text.empty() || (text.starts_with("mysql://") && !check_database(text))) return std::nullopt;
    return "has to be \"mysql://user:password@host:port/name\", or \"\" for the same as database.url";
}

std::optional<std::string> check_redis(const std::string& text) {
    for (const std::string_view scheme : {"redis://", "rediss://"}) {
        if (text.starts_with(scheme) && text.size() > scheme.size()) return std::nullopt;
    }
    if (text.empty()) return std::nullopt;
    return "has to be \"redis://host:port\", \"rediss://host:port\" for TLS, or \"\" for none";
}

std::optional<std::string> check_name(const std::string& text) {
    if (!text.empty()) return std::nullopt;
    return "must not be empty";
}

std::optional<std::string> check_currency(const std::string& text) {
    if (text.size() == 3 && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos) {
        return std::nullopt;
    }
    return "has to be three capital letters, such as \"USD\"";
}

std::optional<std::string> check_time_zone(const std::string& text) {
    if (TimeZone::find(text)) return std::nullopt;
    return fmt::format(
        "\"{}\" is no zone that this system's time zone database (the package tzdata) has; it has to be an IANA name "
        "such as \"Europe/Berlin\"",
        text);
}

std::optional<std::string> check_level(const std::string& text) {
    for (const std::string_view level : {"trace", "debug", "info", "warn", "error"}) {
        if (text == level) return std::nullopt;
    }
    return "has to be trace, debug, info, warn or error";
}

std::optional<std::string> check_network(const std::string& text) {
    if (IpNetwork::parse(text)) return std::nullopt;
    return fmt::format("\"{}\" is neither an address nor a CIDR range such as \"10.0.0.0/8\"", text);
}

std::optional<std::string> check_origin(const std::string& text) {
    if (is_origin(text)) return std::nullopt;
    return fmt::format(
        "\"{}\" is not an origin as browsers send it: SCHEME://HOST or SCHEME://HOST:PORT in small letters, without a "
        "path, and without the port where it is the scheme's own",
        text);
}

std::optional<std::string> check_host(const std::string& text) {
    if (text == "*" || (is_origin("https://" + text) && is_origin("http://" + text))) return std::nullopt;
    return fmt::format("\"{}\" is no host such as \"cdn.example.com\", in small letters and without a scheme or path",
                       text);
}

std::optional<std::string> check_operation(const std::string& text) {
    if (!text.empty() && text.size() <= 64 && consists_of(text, letters_and_digits)) return std::nullopt;
    return "a name has to be an operationId, letters and digits only";
}

std::optional<std::string> check_role(const std::string& text) {
    if (!text.empty() && text.size() <= 32 && consists_of(text, small_letters, "0123456789-_")) return std::nullopt;
    return "a role has to be 1 to 32 small letters, digits, \"-\" and \"_\"";
}

std::optional<std::string> check_own_role(const std::string& text) {
    if (text == "admin" || text == "customer") return "this role is built in and cannot be given anew";
    return check_role(text);
}

}  // namespace till::config

#include "shop/kernel/image_address.h"

#include <algorithm>
#include <cstdint>

#include "platform/text/ascii.h"
#include "platform/text/hex.h"
#include "platform/text/join.h"
#include "platform/text/numbers.h"
#include "platform/text/split.h"

namespace till {
namespace {

constexpr const char* no_address = "must be an http or https address, or a path that begins with /";
constexpr std::string_view schemes[] = {"https://", "http://"};

std::string_view scheme_of(std::string_view address) {
    for (const std::string_view scheme : schemes) {
        if (address.starts_with(scheme)) return scheme;
    }
    return "";
}

// Between the scheme and the path: host and port.
std::string_view authority_of(std::string_view address) {
    const std::string_view rest = address.substr(scheme_of(address).size());
    return rest.substr(0, std::min(rest.find_first_of("/?#"), rest.size()));
}

bool is_port(std::string_view text) { return parse_integer<std::uint16_t>(text).value_or(0) > 0; }

// A name, or an IPv6 address in brackets, with or without a port.
bool is_authority(std::string_view text) {
    constexpr std::string_view name_letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    constexpr std::string_view address_letters = "abcdefABCDEF0123456789:.";
    const bool in_brackets = text.starts_with('[');
    const auto bracket = text.find(']');
    if (in_brackets && bracket == std::string_view::npos) return false;
    const auto colon = text.find(':', in_brackets ? bracket : 0);
    if (colon != std::string_view::npos && !is_port(text.substr(colon + 1))) return false;
    const std::string_view host = text.substr(0, colon);
    if (in_brackets) {
        return bracket + 1 == host.size() && bracket > 1 &&
               host.substr(1, bracket - 1).find_first_not_of(address_letters) == std::string_view::npos;
    }
    return !host.empty() && host.find_first_not_of(name_letters) == std::string_view::npos && !host.starts_with('.') &&
           !host.starts_with('-');
}

// nullopt where a % is not followed by two digits.
std::optional<std::string> decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        const auto high = i + 2 < text.size() ? hex_value(text[i + 1]) : std::nullopt;
        const auto low = i + 2 < text.size() ? hex_value(text[i + 2]) : std::nullopt;
        if (!high || !low) return std::nullopt;
        plain += static_cast<char>(*high * 16 + *low);
        i += 2;
    }
    return plain;
}

bool has_dot_segments(std::string_view path) {
    while (!path.empty()) {
        const std::string_view segment = take_part(path, '/');
        if (segment == "." || segment == "..") return true;
    }
    return false;
}

// Browsers take out line ends and tabs, and turn backslashes into slashes.
bool has_misleading_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == 0x7F || c == '\\' || c == '<' || c == '>' || c == '"' || c == '`';
    });
}

// Of the path, without what stands behind ? or #.
std::optional<std::string> path_complaint(std::string_view rest) {
    const auto plain = decoded(rest.substr(0, rest.find_first_of("?#")));
    if (!plain || !decoded(rest)) return "must have two hexadecimal digits after each %";
    if (has_dot_segments(*plain)) return "must not have the parts . and .. in its path";
    const bool has_controls = std::any_of(plain->begin(), plain->end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\';
    });
    if (has_controls) return "must not have control characters or backslashes in its path, percent-encoded or not";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> image_address_complaint(std::string_view address) {
    const bool absolute = !scheme_of(address).empty();
    const bool path = address.starts_with('/') && !address.starts_with("//");
    if (!absolute && !path) return no_address;
    if (has_misleading_characters(address)) {
        return "must not have spaces, control characters, backslashes, quotes or angle brackets";
    }
    if (!absolute) return path_complaint(address);
    const std::string_view authority = authority_of(address);
    if (authority.find('@') != std::string_view::npos) return "must not have a user name";
    if (!is_authority(authority)) return "must have a host such as cdn.example.com, in ASCII letters";
    return path_complaint(address.substr(scheme_of(address).size() + authority.size()));
}

std::string image_host(std::string_view address) {
    if (scheme_of(address).empty()) return "";
    std::string host = ascii::lower(authority_of(address));
    const std::string_view usual_port = address.starts_with("https://") ? ":443" : ":80";
    if (host.ends_with(usual_port)) host.resize(host.size() - usual_port.size());
    return host;
}

bool ImageHosts::allow_any() const { return std::find(hosts_.begin(), hosts_.end(), "*") != hosts_.end(); }

bool ImageHosts::allow(std::string_view address) const {
    const std::string host = image_host(address);
    return host.empty() || allow_any() || std::find(hosts_.begin(), hosts_.end(), host) != hosts_.end();
}

std::string ImageHosts::complaint() const {
    if (hosts_.empty()) {
        return "must be a path of this shop: the configuration allows no other host (pictures.hosts is empty)";
    }
    return "must be a path of this shop or on an allowed host: " + joined(hosts_);
}

}  // namespace till

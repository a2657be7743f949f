#include "config/checks.h"

#include <charconv>
#include <cstdint>
#include <string_view>

namespace till::config {
namespace {

bool is_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size();
}

bool is_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || !is_port(text.substr(colon + 1))) return false;
    const std::string_view host = text.substr(0, colon);
    if (host.front() == '[') return host.size() > 2 && host.back() == ']';
    return host.find_first_of(":[] /") == std::string_view::npos;
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

std::optional<std::string> check_level(const std::string& text) {
    for (const std::string_view level : {"trace", "debug", "info", "warn", "error"}) {
        if (text == level) return std::nullopt;
    }
    return "has to be trace, debug, info, warn or error";
}

}  // namespace till::config

#include "platform/http/grammar.h"

#include <algorithm>
#include <array>

#include "platform/http/headers.h"
#include "platform/text/ascii.h"

namespace till::http {

namespace {

using Characters = std::array<bool, 256>;

constexpr std::string_view letters_and_digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

constexpr Characters characters_of(std::string_view texts, std::string_view others = {}) {
    Characters characters{};
    for (const char character : texts) characters[static_cast<unsigned char>(character)] = true;
    for (const char character : others) characters[static_cast<unsigned char>(character)] = true;
    return characters;
}

constexpr Characters letters_and_digits_and(std::string_view others) {
    return characters_of(letters_and_digits, others);
}

constexpr Characters token_characters = letters_and_digits_and("!#$%&'*+-.^_`|~");
constexpr Characters address_characters = characters_of("0123456789abcdefABCDEF:.");
constexpr Characters host_characters = letters_and_digits_and("-._~%!$&'()*+;=:[]");

bool all_in(const Characters& characters, std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [&](char character) { return characters[static_cast<unsigned char>(character)]; });
}

bool is_visible(std::string_view target) {
    return std::all_of(target.begin(), target.end(),
                       [](char character) { return character > ' ' && character < 0x7f && character != '#'; });
}

}  // namespace

bool is_token(std::string_view text) { return !text.empty() && all_in(token_characters, text); }

bool is_field_value(std::string_view text) {
    if (!ascii::has_control(text)) return true;
    return std::all_of(text.begin(), text.end(), [](char character) {
        const auto byte = static_cast<unsigned char>(character);
        return byte == '\t' || (byte >= ' ' && byte != 0x7f);
    });
}

bool is_origin_form(std::string_view target) { return target.starts_with('/') && is_visible(target); }

std::optional<AbsoluteForm> split_absolute_form(std::string_view target) {
    const auto scheme_end = target.find("://");
    if (scheme_end == std::string_view::npos) return std::nullopt;
    const std::string_view scheme = target.substr(0, scheme_end);
    if (!same_name(scheme, "http") && !same_name(scheme, "https")) return std::nullopt;
    const std::string_view rest = target.substr(scheme_end + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
    const std::string_view path = rest.substr(authority.size());
    if (authority.empty() || authority.front() == ':' || !is_host(authority) || !is_visible(path)) return std::nullopt;
    return AbsoluteForm{authority, path};
}

bool is_host(std::string_view value) {
    if (!all_in(host_characters, value)) return false;
    const bool is_address = value.starts_with('[');
    const std::size_t end = is_address ? value.find(']') : value.find_first_of(":[]");
    if (end == std::string_view::npos) return !is_address;
    if (is_address && (end == 1 || !all_in(address_characters, value.substr(1, end - 1)))) return false;
    const std::string_view port = value.substr(is_address ? end + 1 : end);
    return port.empty() || (port.front() == ':' && std::all_of(port.begin() + 1, port.end(), ascii::is_digit));
}

Line line_at_front(std::string_view bytes, std::size_t searched) {
    const std::size_t end = bytes.find('\n', searched);
    if (end == std::string_view::npos) return {Line::State::unfinished, {}, bytes.size()};
    if (end == 0 || bytes.find('\r') != end - 1) return {Line::State::broken, {}, end + 1};
    return {Line::State::good, bytes.substr(0, end - 1), end + 1};
}

}  // namespace till::http

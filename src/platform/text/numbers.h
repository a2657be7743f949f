#pragma once
#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>
#include <system_error>

/// Text to integer, in ASCII. A minus is read where the type has a sign; a plus or white space never. Leading zeros are
/// read. Nothing allocates.
namespace till {

/// Takes the integer at the front off a text. nullopt, and the text as it was, where there is none or the type cannot
/// hold it.
template <std::integral Number>
std::optional<Number> take_integer(std::string_view& text, int base = 10) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

/// A text that is an integer and nothing else; nullopt for all others.
template <std::integral Number>
std::optional<Number> parse_integer(std::string_view text, int base = 10) {
    const std::optional<Number> number = take_integer<Number>(text, base);
    return text.empty() ? number : std::nullopt;
}

}  // namespace till

#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/text/ascii.h"

namespace till {

inline constexpr std::string_view hex_digits = "0123456789abcdef";

/// Two digits for each byte, in lower case.
inline std::string hex_of(std::span<const unsigned char> bytes) {
    std::string text;
    text.reserve(2 * bytes.size());
    for (const unsigned char byte : bytes) {
        text += hex_digits[byte >> 4U];
        text += hex_digits[byte & 0xFU];
    }
    return text;
}

/// The value of one digit, of either case.
constexpr std::optional<unsigned> hex_value(char digit) {
    if (ascii::is_digit(digit)) return static_cast<unsigned>(digit - '0');
    const char letter = ascii::lower(digit);
    if (letter >= 'a' && letter <= 'f') return static_cast<unsigned>(letter - 'a' + 10);
    return std::nullopt;
}

}  // namespace till

#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

/// Letters and digits of ASCII, whatever the locale. What changes their case leaves all other bytes as they are.
namespace till::ascii {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c); }

constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

constexpr char upper(char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

/// Whether there is a control character, of which DEL is one. Looks at eight bytes at a time.
inline bool has_control(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101'0101'0101'0101U;
    constexpr std::uint64_t highest_bits = 0x80 * ones;
    const auto in_eight = [](std::uint64_t bytes) {
        const std::uint64_t below_space = (bytes - ' ' * ones) & ~bytes;
        const std::uint64_t without_del = bytes ^ 0x7f * ones;
        return ((below_space | ((without_del - ones) & ~without_del)) & highest_bits) != 0;
    };
    const auto in_one = [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; };
    std::uint64_t bytes = 0;
    for (; text.size() >= sizeof(bytes); text.remove_prefix(sizeof(bytes))) {
        std::memcpy(&bytes, text.data(), sizeof(bytes));
        if (in_eight(bytes)) return true;
    }
    return std::any_of(text.begin(), text.end(), in_one);
}

inline std::string lower(std::string_view text) {
    std::string result(text);
    for (char& letter : result) letter = lower(letter);
    return result;
}

inline std::string upper(std::string_view text) {
    std::string result(text);
    for (char& letter : result) letter = upper(letter);
    return result;
}

}  // namespace till::ascii

#pragma once
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

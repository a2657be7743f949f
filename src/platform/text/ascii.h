#pragma once
#include <string>
#include <string_view>

/// The case of ASCII letters, whatever the locale; all other bytes stay as they are.
namespace till::ascii {

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

#pragma once
#include <string_view>

namespace till {

inline constexpr std::string_view ascii_white_space = " \t\r\n\v\f";
inline constexpr std::string_view spaces_and_tabs = " \t";

/// Without white space at both ends; a view into `text`. For Unicode's white space see unicode.h, without_blank_ends().
constexpr std::string_view trimmed(std::string_view text, std::string_view white_space = ascii_white_space) {
    const std::size_t first = text.find_first_not_of(white_space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

}  // namespace till

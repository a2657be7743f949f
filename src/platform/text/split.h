#pragma once
#include <algorithm>
#include <string_view>
#include <vector>

namespace till {

/// Takes what stands before the next separator off the front of a text, and the separator as well; all of it where
/// there is none. Used until the text is empty, it passes over one empty part: that behind a separator at the end.
constexpr std::string_view take_part(std::string_view& text, char separator) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

/// Everything between separators, empty parts as well: one more than there are separators.
inline std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t separators = static_cast<std::size_t>(std::count(text.begin(), text.end(), separator));;
         --separators) {
        parts.push_back(take_part(text, separator));
        if (separators == 0) return parts;
    }
}

}  // namespace till

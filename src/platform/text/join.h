#pragma once
#include <string>
#include <string_view>

namespace till {

/// The texts of a range, with a separator between each two.
template <class Texts>
std::string joined(const Texts& texts, std::string_view separator = ", ") {
    std::string all;
    bool first = true;
    for (const std::string_view text : texts) {
        if (!first) all += separator;
        first = false;
        all += text;
    }
    return all;
}

}  // namespace till

#pragma once
#include <optional>
#include <span>
#include <string_view>

namespace till {

/// An enum whose values have names, in the database and in JSON alike: specialise `names` as an array that holds the
/// name of each value at its position.
template <class Enum>
struct Names;

template <class Enum>
constexpr std::string_view name_of(Enum value) {
    return Names<Enum>::names[static_cast<std::size_t>(value)];
}

template <class Enum>
constexpr std::optional<Enum> from_name(std::string_view name) {
    for (std::size_t i = 0; i < std::size(Names<Enum>::names); ++i) {
        if (Names<Enum>::names[i] == name) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace till

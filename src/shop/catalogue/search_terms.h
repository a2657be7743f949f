#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace till {

/// A word that what is searched for has to have: as it is, or at the beginning of one of its own.
struct SearchTerm {
    std::string text;
    bool is_whole = false;

    bool operator==(const SearchTerm&) const = default;
};

/// So many different words of a search count; the rest is ignored.
inline constexpr std::size_t search_words_max = 8;

/// What a search asks for: all of them. The last word that counts is the beginning of one, and so is a lone character
/// of a script without spaces; neither is asked for where another term begins so. Empty for a search without a word,
/// which asks for nothing.
std::vector<SearchTerm> search_terms(std::string_view search);

}  // namespace till

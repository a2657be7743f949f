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

/// The terms of a search; a result has all of them. The last word that counts is a prefix, and so is a lone character
/// of a script without spaces; neither is a term where another term begins with it. Empty for a search without a word.
std::vector<SearchTerm> search_terms(std::string_view search);

}  // namespace till

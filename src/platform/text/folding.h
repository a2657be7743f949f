#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace till {

/// Counts up with every change of what the functions here, and those of text_keys.h, make of a text: then the stored
/// results are computed anew (shop/settings/text_renewal.h).
inline constexpr std::int64_t text_rules_version = 2;

/// What two texts have in common for searching and sorting: without case, accents, compatibility forms and invisible
/// characters; Latin letters as ASCII (`Łódź`, `Ørsted` and `ışık` fold to `lodz`, `orsted` and `isik`), digits of all
/// scripts as ASCII. Marks that make another letter of it (of kana, or the vowels of Indic scripts and Thai) stay. The
/// input has to be well-formed.
std::string fold(std::string_view utf8);

/// Without case only.
std::string fold_case(std::string_view utf8);

/// The words of a text, folded, in order, duplicates included: runs of letters and digits, at most 40 code points of
/// each. Scripts that put nothing between words are given as overlapping pairs of characters instead, and the last
/// character of a run by itself: of 日本語, 日本, 本語 and 語. So any part of a run is found by its pairs, and any
/// character as the beginning of a word.
std::vector<std::string> document_words(std::string_view utf8);

/// A word of a search.
struct QueryWord {
    enum class Kind : std::uint8_t {
        word,       ///< a run of letters and digits
        pair,       ///< two characters of a script without spaces: stands in a document's words as it is
        character,  ///< a lone one: a document that has it has a word that begins with it
    };
    std::string text;
    Kind kind = Kind::word;

    bool operator==(const QueryWord&) const = default;
};

/// The words of a search, in order, duplicates included. A document that has what is searched for has all of them.
std::vector<QueryWord> query_words(std::string_view utf8);

}  // namespace till

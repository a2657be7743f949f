#pragma once
#include <cstdint>
#include <string>

namespace till::test {

/// A catalogue that is as bad for searches and filters as a catalogue can be, as CSV: words that all products share,
/// words of one and two letters, prices that fall where names rise, and stock only at the end of every order but one.
std::string abusive_catalogue(std::int64_t products);

/// Words that stand in many of its products, for searches.
std::string common_word(std::int64_t number);

/// One of its categories.
std::string abusive_category(std::int64_t number);

}  // namespace till::test

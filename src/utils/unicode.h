#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace till {

/// True for well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view text);

/// Code points in well-formed UTF-8.
std::size_t code_points(std::string_view utf8);

/// Without case, accents and compatibility forms: what two texts have in common for someone who searches. `Café` and
/// `CAFE` fold to `cafe`. The input has to be well-formed.
std::string fold(std::string_view utf8);

/// Without case only: what a username or an e-mail address is compared by.
std::string fold_case(std::string_view utf8);

/// At most that many code points from the beginning.
std::string_view first_code_points(std::string_view utf8, std::size_t count);

/// The words of a text, folded: runs of letters and digits, at most 40 code points of each, in order, repeats included.
std::vector<std::string> fold_words(std::string_view utf8);

/// Without white space at both ends (ASCII blanks).
std::string_view trimmed(std::string_view text);

}  // namespace till

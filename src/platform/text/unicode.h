#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace till {

/// True for well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view text);

/// Code points in well-formed UTF-8.
std::size_t code_points(std::string_view utf8);

/// At most that many code points from the beginning.
std::string_view first_code_points(std::string_view utf8, std::size_t count);

/// The first code point of well-formed UTF-8, which is taken off. `utf8` must not be empty.
char32_t take_code_point(std::string_view& utf8);

/// Adds a code point as UTF-8.
void append_code_point(std::string& utf8, char32_t code_point);

/// One spelling for what looks the same: Normalization Form C (UAX 15). The input has to be well-formed.
std::string composed(std::string_view utf8);

/// Normalization Form KC: also wide, narrow, circled and other forms of a letter become the letter.
std::string compatible(std::string_view utf8);

/// White space (Unicode's White_Space), invisible characters (Default_Ignorable_Code_Point), or the empty Braille cell.
bool is_blank(char32_t code_point);

/// Whether any of it is blank.
bool has_blanks(std::string_view utf8);

/// Without what is blank at both ends. What belongs to a character before it stays: the selectors of an emoji's or an
/// ideograph's form, and the tags of a flag.
std::string_view without_blank_ends(std::string_view utf8);

/// Without the characters that change the direction of what stands around them (Unicode's Bidi_Control).
std::string without_direction_controls(std::string_view utf8);

/// What is said in one line and compared: runs of white space are one space, and invisible characters are removed,
/// except those that join letters or select their form.
std::string one_spaced(std::string_view utf8);

/// A text as it is stored: composed, without what hides or turns it, and without blank ends.
std::string readable(std::string_view utf8);

/// The same for what is said in one line and compared, such as a category.
std::string label_of(std::string_view utf8);

/// Whether a text is of one script as UTS 39 has it for "Highly Restrictive": Latin with Chinese, Japanese or Korean
/// writing counts as one, and digits and signs belong to all. False also where digits of several kinds are mixed.
bool is_of_one_script(std::string_view utf8);

/// Whether it is a control, format, private or unassigned character (Unicode's categories Cc, Cf, Co, Cn, Cs).
bool is_other(char32_t code_point);

/// Letters, digits, and the marks on letters.
enum class WordPart : std::uint8_t {
    none,
    letter,           ///< of a script that puts something between words; digits, too
    unspaced_letter,  ///< of one that does not: Han, kana, Thai, Lao, Khmer, Myanmar …
    mark,             ///< belongs to the letter before it
};
WordPart word_part_of(char32_t code_point);

}  // namespace till

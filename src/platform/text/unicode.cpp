#include "platform/text/unicode.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <utf8proc.h>

namespace till {
namespace {

constexpr char32_t empty_braille_cell = 0x2800;

const utf8proc_uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

utf8proc_ssize_t next(std::string_view text, utf8proc_int32_t& code_point) {
    return utf8proc_iterate(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &code_point);
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

std::string normalized(std::string_view utf8, int options) {
    if (is_ascii(utf8)) return std::string(utf8);
    utf8proc_uint8_t* mapped = nullptr;
    const auto length = utf8proc_map(bytes_of(utf8), static_cast<utf8proc_ssize_t>(utf8.size()), &mapped,
                                     static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(mapped, &std::free);
    if (length < 0) return std::string(utf8);
    return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

bool has(char32_t code_point, UProperty property) {
    return u_hasBinaryProperty(static_cast<UChar32>(code_point), property) != 0;
}

bool is_between(char32_t code_point, char32_t first, char32_t last) {
    return code_point >= first && code_point <= last;
}

/// What selects the form of the character before it.
bool is_selector(char32_t code_point) {
    return has(code_point, UCHAR_VARIATION_SELECTOR) || is_between(code_point, 0xE0020, 0xE007F);
}

bool joins(char32_t code_point) { return code_point == 0x200C || code_point == 0x200D; }

/// What of `tail`, which is blank, belongs to the character before it.
std::size_t selectors_of(char32_t character, std::string_view tail) {
    if (!has(character, UCHAR_EMOJI) && !has(character, UCHAR_IDEOGRAPHIC)) return 0;
    std::size_t length = 0;
    for (std::string_view rest = tail; !rest.empty();) {
        if (!is_selector(take_code_point(rest))) break;
        length = tail.size() - rest.size();
    }
    return length;
}

const USpoofChecker* script_checker() {
    static USpoofChecker* const checker = [] {
        UErrorCode error = U_ZERO_ERROR;
        USpoofChecker* made = uspoof_open(&error);
        uspoof_setChecks(made, USPOOF_RESTRICTION_LEVEL | USPOOF_MIXED_NUMBERS, &error);
        uspoof_setRestrictionLevel(made, USPOOF_HIGHLY_RESTRICTIVE);
        return made;
    }();
    return checker;
}

bool is_of_unspaced_script(char32_t code_point) {
    constexpr char32_t first = 0x0E00;  // before that there is none
    if (code_point < first) return false;
    const auto character = static_cast<UChar32>(code_point);
    if (u_getIntPropertyValue(character, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return true;
    return uscript_hasScript(character, USCRIPT_HAN) != 0 || uscript_hasScript(character, USCRIPT_HIRAGANA) != 0 ||
           uscript_hasScript(character, USCRIPT_KATAKANA) != 0 || uscript_hasScript(character, USCRIPT_BOPOMOFO) != 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (utf8proc_int32_t code_point = 0; !text.empty();) {
        const auto length = next(text, code_point);
        if (length <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(length));
    }
    return true;
}

std::size_t code_points(std::string_view utf8) {
    std::size_t count = 0;
    for (const char byte : utf8) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
    return count;
}

std::string_view first_code_points(std::string_view utf8, std::size_t count) {
    std::size_t end = 0;
    for (; end < utf8.size(); ++end) {
        const bool starts = (static_cast<unsigned char>(utf8[end]) & 0xC0U) != 0x80U;
        if (starts && count-- == 0) break;
    }
    return utf8.substr(0, end);
}

char32_t take_code_point(std::string_view& utf8) {
    utf8proc_int32_t code_point = 0;
    const auto length = next(utf8, code_point);
    utf8.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    constexpr char32_t replacement = 0xFFFD;
    return length > 0 ? static_cast<char32_t>(code_point) : replacement;
}

void append_code_point(std::string& utf8, char32_t code_point) {
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
    utf8.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::string composed(std::string_view utf8) { return normalized(utf8, UTF8PROC_STABLE | UTF8PROC_COMPOSE); }

std::string compatible(std::string_view utf8) {
    return normalized(utf8, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

bool is_blank(char32_t code_point) {
    return has(code_point, UCHAR_WHITE_SPACE) || has(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
           code_point == empty_braille_cell;
}

bool has_blanks(std::string_view utf8) {
    while (!utf8.empty()) {
        if (is_blank(take_code_point(utf8))) return true;
    }
    return false;
}

std::string_view without_blank_ends(std::string_view utf8) {
    std::size_t first = utf8.size();
    std::size_t end = 0;  // behind the last character that is not blank
    char32_t last = 0;
    for (std::string_view rest = utf8; !rest.empty();) {
        const std::size_t position = utf8.size() - rest.size();
        const char32_t code_point = take_code_point(rest);
        if (is_blank(code_point)) continue;
        first = std::min(first, position);
        end = utf8.size() - rest.size();
        last = code_point;
    }
    if (end == 0) return {};
    return utf8.substr(first, end - first + selectors_of(last, utf8.substr(end)));
}

std::string without_direction_controls(std::string_view utf8) {
    if (is_ascii(utf8)) return std::string(utf8);
    std::string kept;
    kept.reserve(utf8.size());
    while (!utf8.empty()) {
        const char32_t code_point = take_code_point(utf8);
        if (!has(code_point, UCHAR_BIDI_CONTROL)) append_code_point(kept, code_point);
    }
    return kept;
}

std::string one_spaced(std::string_view utf8) {
    std::string kept;
    kept.reserve(utf8.size());
    while (!utf8.empty()) {
        const char32_t code_point = take_code_point(utf8);
        if (has(code_point, UCHAR_WHITE_SPACE)) {
            if (!kept.empty() && !kept.ends_with(' ')) kept += ' ';
        } else if (!is_blank(code_point) || is_selector(code_point) || joins(code_point)) {
            append_code_point(kept, code_point);
        }
    }
    if (kept.ends_with(' ')) kept.pop_back();
    return kept;
}

std::string readable(std::string_view utf8) {
    return std::string(without_blank_ends(without_direction_controls(composed(utf8))));
}

std::string label_of(std::string_view utf8) { return one_spaced(without_direction_controls(composed(utf8))); }

bool is_of_one_script(std::string_view utf8) {
    if (is_ascii(utf8)) return true;
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t failed =
        uspoof_check2UTF8(script_checker(), utf8.data(), static_cast<std::int32_t>(utf8.size()), nullptr, &error);
    return U_SUCCESS(error) && failed == 0;
}

bool is_other(char32_t code_point) {
    switch (u_charType(static_cast<UChar32>(code_point))) {
        case U_CONTROL_CHAR:
        case U_FORMAT_CHAR:
        case U_PRIVATE_USE_CHAR:
        case U_UNASSIGNED:
        case U_SURROGATE:
            return true;
        default:
            return false;
    }
}

WordPart word_part_of(char32_t code_point) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_NL:
            return is_of_unspaced_script(code_point) ? WordPart::unspaced_letter : WordPart::letter;
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NO:
            return WordPart::letter;
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
            return WordPart::mark;
        default:
            return WordPart::none;
    }
}

}  // namespace till

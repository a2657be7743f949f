#include "utils/unicode.h"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

namespace till {
namespace {

constexpr std::size_t word_code_points_max = 40;

const utf8proc_uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

utf8proc_ssize_t next(std::string_view text, utf8proc_int32_t& code_point) {
    return utf8proc_iterate(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &code_point);
}

std::string map(std::string_view utf8, int options) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto length = utf8proc_map(bytes_of(utf8), static_cast<utf8proc_ssize_t>(utf8.size()), &mapped,
                                     static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(mapped, &std::free);
    if (length < 0) return std::string(utf8);
    return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

bool belongs_to_word(utf8proc_int32_t code_point) {
    switch (utf8proc_category(code_point)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
            return true;
        default:
            return false;
    }
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

std::string fold(std::string_view utf8) {
    return map(utf8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

std::string fold_case(std::string_view utf8) { return map(utf8, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD); }

std::string_view first_code_points(std::string_view utf8, std::size_t count) {
    std::size_t end = 0;
    for (; end < utf8.size(); ++end) {
        const bool starts = (static_cast<unsigned char>(utf8[end]) & 0xC0U) != 0x80U;
        if (starts && count-- == 0) break;
    }
    return utf8.substr(0, end);
}

std::vector<std::string> fold_words(std::string_view utf8) {
    const std::string folded = fold(utf8);
    std::string_view rest = folded;
    std::vector<std::string> words;
    std::string word;
    std::size_t length_in_code_points = 0;
    const auto finish = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
        length_in_code_points = 0;
    };
    for (utf8proc_int32_t code_point = 0; !rest.empty();) {
        const auto length = next(rest, code_point);
        if (length <= 0) break;
        if (!belongs_to_word(code_point)) {
            finish();
        } else if (length_in_code_points++ < word_code_points_max) {
            word.append(rest.substr(0, static_cast<std::size_t>(length)));
        }
        rest.remove_prefix(static_cast<std::size_t>(length));
    }
    finish();
    return words;
}

std::string_view trimmed(std::string_view text) {
    static constexpr std::string_view blanks = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace till

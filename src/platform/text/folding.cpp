#include "platform/text/folding.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>

#include <unicode/uchar.h>
#include <utf8proc.h>

#include "platform/text/latin_letters.h"
#include "platform/text/unicode.h"

namespace till {
namespace {

constexpr std::size_t word_code_points_max = 40;
constexpr std::size_t character_code_points_max = 8;  // with its marks; two make a word
constexpr char32_t arabic_stretch = 0x0640;

std::string map(std::string_view utf8, int options) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()), static_cast<utf8proc_ssize_t>(utf8.size()),
                     &mapped, static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(mapped, &std::free);
    if (length < 0) return std::string(utf8);
    return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

/// By Unicode's combining classes: strokes, dots below Indic letters, Hebrew and Arabic points, and all that stands
/// around letters of any script. Voicing marks of kana (8), viramas (9), and vowels (0, 84 to 132) make other letters.
bool is_accent(char32_t code_point) {
    constexpr int overlay = 1;
    constexpr int nukta = 7;
    constexpr int first_point = 10;
    constexpr int last_point = 36;
    constexpr int first_around = 200;
    const int mark = u_getCombiningClass(static_cast<UChar32>(code_point));
    return mark == overlay || mark == nukta || (mark >= first_point && mark <= last_point) || mark >= first_around ||
           u_charType(static_cast<UChar32>(code_point)) == U_ENCLOSING_MARK || code_point == arabic_stretch;
}

void append_folded(std::string& folded, char32_t code_point) {
    constexpr char32_t first_beyond_ascii = 0x80;
    if (code_point < first_beyond_ascii) {
        folded += static_cast<char>(code_point);
        return;
    }
    if (is_accent(code_point)) return;
    if (u_charType(static_cast<UChar32>(code_point)) == U_DECIMAL_DIGIT_NUMBER) {
        folded += static_cast<char>('0' + u_charDigitValue(static_cast<UChar32>(code_point)));
        return;
    }
    const auto* const found = std::ranges::lower_bound(latin_letters, code_point, {}, &LatinLetter::letter);
    if (found != std::end(latin_letters) && found->letter == code_point) {
        folded += found->plain;
        return;
    }
    append_code_point(folded, code_point);
}

/// Puts the characters that it gets together to words.
class Words {
 public:
    explicit Words(bool is_query) : is_query_(is_query) {}

    void add(WordPart part, std::string_view character) {
        switch (part) {
            case WordPart::none:
                return finish();
            case WordPart::letter:
                finish_run();
                return add_to_word(character);
            case WordPart::unspaced_letter:
                finish_word();
                run_.push_back({std::string(character), 1});
                return;
            case WordPart::mark:
                if (run_.empty() && word_.empty()) return;
                if (run_.empty()) return add_to_word(character);
                if (run_.back().code_points++ < character_code_points_max) run_.back().text += character;
        }
    }

    std::vector<QueryWord> take() {
        finish();
        return std::move(words_);
    }

 private:
    struct Character {
        std::string text;
        std::size_t code_points;
    };

    void add_to_word(std::string_view character) {
        if (word_code_points_++ < word_code_points_max) word_ += character;
    }

    void finish() {
        finish_word();
        finish_run();
    }

    void finish_word() {
        if (!word_.empty()) words_.push_back({std::move(word_), QueryWord::Kind::word});
        word_.clear();
        word_code_points_ = 0;
    }

    void finish_run() {
        for (std::size_t i = 0; i + 1 < run_.size(); ++i) {
            words_.push_back({run_[i].text + run_[i + 1].text, QueryWord::Kind::pair});
        }
        if (run_.size() == 1 || (run_.size() > 1 && !is_query_)) {
            words_.push_back({std::move(run_.back().text), QueryWord::Kind::character});
        }
        run_.clear();
    }

    const bool is_query_;
    std::vector<QueryWord> words_;
    std::string word_;
    std::size_t word_code_points_ = 0;
    std::vector<Character> run_;  ///< of a script without spaces
};

std::vector<QueryWord> words_of(std::string_view utf8, bool is_query) {
    const std::string folded = fold(utf8);
    Words words(is_query);
    for (std::string_view rest = folded; !rest.empty();) {
        const std::string_view before = rest;
        const char32_t code_point = take_code_point(rest);
        words.add(word_part_of(code_point), before.substr(0, before.size() - rest.size()));
    }
    return words.take();
}

}  // namespace

std::string fold(std::string_view utf8) {
    const std::string mapped = map(utf8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    std::string folded;
    folded.reserve(mapped.size());
    for (std::string_view rest = mapped; !rest.empty();) append_folded(folded, take_code_point(rest));
    return folded;
}

std::string fold_case(std::string_view utf8) { return map(utf8, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD); }

std::vector<std::string> document_words(std::string_view utf8) {
    std::vector<std::string> words;
    for (QueryWord& word : words_of(utf8, false)) words.push_back(std::move(word.text));
    return words;
}

std::vector<QueryWord> query_words(std::string_view utf8) { return words_of(utf8, true); }

}  // namespace till

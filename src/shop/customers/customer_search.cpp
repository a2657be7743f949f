#include "shop/customers/customer_search.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "platform/text/ascii.h"
#include "platform/text/folding.h"
#include "platform/text/trim.h"
#include "platform/text/unicode.h"

namespace till {
namespace {

std::string digits_of(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), ascii::is_digit);
    return digits;
}

// `(030)`, `+49`, `123-45`: what it says is its digits. The hyphen may be any of those from U+2010 to U+2015.
bool is_part_of_phone_number(std::string_view word) {
    constexpr std::string_view signs = "0123456789+-()/.";
    constexpr char32_t first_hyphen = 0x2010;
    constexpr char32_t last_hyphen = 0x2015;
    for (std::string_view rest = word; !rest.empty();) {
        const char32_t sign = take_code_point(rest);
        const bool hyphen = sign >= first_hyphen && sign <= last_hyphen;
        if (!hyphen && (sign >= 0x80 || signs.find(static_cast<char>(sign)) == std::string_view::npos)) return false;
    }
    return word.find_first_of("0123456789") != std::string_view::npos;
}

// The longest first: they are found in the fewest.
std::vector<std::string> distinct_words(std::string_view search) {
    std::vector<std::string> words;
    const std::string folded = one_spaced(fold(search));
    for (std::string_view rest = trimmed(folded); !rest.empty(); rest = trimmed(rest)) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        words.emplace_back(word);
        rest.remove_prefix(word.size());
    }
    std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

}  // namespace

std::string search_key_of(const CustomerDetails& customer) {
    const std::string phone = fold(customer.phone.value_or(""));
    return fold(customer.name) + '\n' + fold(customer.email) + '\n' + phone + '\n' + digits_of(phone);
}

// INSTR knows no wildcards, unlike LIKE.
database::Query customers_found_by(std::string_view search) {
    database::Query where("");
    std::vector<std::string> words = distinct_words(search);
    words.resize(std::min(words.size(), customer_words_max));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string n = std::to_string(i);
        where.add((i == 0 ? "" : " AND ") + ("(INSTR(search_key, :word" + n) + ") > 0", words[i]);
        if (is_part_of_phone_number(words[i])) {
            where.add(" OR INSTR(search_key, :digits" + n + ") > 0", digits_of(words[i]));
        }
        where.add(")");
    }
    return where;
}

}  // namespace till

#include "platform/text/text_keys.h"

#include <unicode/uchar.h>

#include "platform/text/domain_name.h"
#include "platform/text/folding.h"
#include "platform/text/unicode.h"

namespace till {
namespace {

constexpr char32_t dotted_capital_i = 0x0130;
constexpr char32_t dotless_i = 0x0131;
constexpr char32_t dot_above = 0x0307;

std::string with_one_i(std::string_view utf8) {
    std::string text;
    text.reserve(utf8.size());
    while (!utf8.empty()) {
        const char32_t letter = take_code_point(utf8);
        if (letter == dotted_capital_i || letter == dotless_i) {
            text += 'i';
        } else if (letter != dot_above || !text.ends_with('i')) {
            append_code_point(text, letter);
        }
    }
    return text;
}

std::string without_case(std::string_view utf8) {
    std::string text;
    text.reserve(utf8.size());
    while (!utf8.empty()) {
        const auto letter = static_cast<UChar32>(take_code_point(utf8));
        append_code_point(text, static_cast<char32_t>(u_foldCase(letter, U_FOLD_CASE_DEFAULT)));
    }
    return text;
}

}  // namespace

std::string username_key(std::string_view username) {
    return composed(with_one_i(fold_case(compatible(with_one_i(compatible(username))))));
}

std::string email_key(std::string_view email) {
    const std::string address = composed(email);
    const std::size_t at = address.rfind('@');
    if (at == std::string::npos) return composed(without_case(address));
    const std::string_view domain = std::string_view(address).substr(at + 1);
    const auto name = DomainName::parse(domain);
    return composed(without_case(std::string_view(address).substr(0, at))) + '@' +
           (name ? name->ascii : fold_case(domain));
}

std::string former_key(std::string_view text) { return fold_case(text); }

}  // namespace till

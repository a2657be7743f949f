#include "shop/accounts/password_rules.h"

#include "platform/errors/refusal.h"
#include "platform/security/common_passwords.h"
#include "platform/text/ascii.h"
#include "platform/text/folding.h"
#include "platform/text/unicode.h"

namespace till {
namespace {

/// Its letters and digits, without case and accents.
std::string letters_of(std::string_view text) {
    std::string letters;
    const std::string folded = fold(text);
    for (std::string_view rest = folded; !rest.empty();) {
        const char32_t letter = take_code_point(rest);
        if (word_part_of(letter) != WordPart::none) append_code_point(letters, letter);
    }
    return letters;
}

std::string_view without_digits_around(std::string_view letters) {
    constexpr std::string_view digits = "0123456789";
    const std::size_t first = letters.find_first_not_of(digits);
    if (first == std::string_view::npos) return {};
    return letters.substr(first, letters.find_last_not_of(digits) - first + 1);
}

/// `ada.lovelace`, `AdaLovelace1`, `!!ada-lovelace2024` are alike.
bool are_alike(std::string_view password, std::string_view text) {
    const std::string one = letters_of(password);
    const std::string other = letters_of(text);
    if (other.empty()) return false;
    const std::string_view core = without_digits_around(one);
    return one == other || (!core.empty() && core == without_digits_around(other));
}

}  // namespace

void PasswordRules::require_good(std::string_view field, std::string_view password, const Owner& owner) const {
    if (const auto why = complaint(password, owner)) throw Refusal::invalid(std::string(field), *why);
}

std::optional<std::string> PasswordRules::complaint(std::string_view password, const Owner& owner) const {
    if (password.empty()) return std::nullopt;
    // The list is ASCII; other letters keep their case, so that ß does not become ss.
    if (is_common_password(ascii::lower(readable(password)))) return "is one of the most common passwords";
    if (are_alike(password, owner.username)) return "is too similar to the username";
    if (are_alike(password, owner.name)) return "is too similar to the name";
    const std::string_view mailbox = std::string_view(owner.email).substr(0, owner.email.rfind('@'));
    if (are_alike(password, owner.email) || are_alike(password, mailbox)) return "is too similar to the e-mail address";
    if (are_alike(password, shop_name_)) return "is too similar to the name of the shop";
    return std::nullopt;
}

}  // namespace till

#include "shop/kernel/money.h"

#include <algorithm>

#include "platform/text/ascii.h"
#include "platform/text/numbers.h"

namespace till {
namespace {

// ISO 4217, the currencies whose minor unit is not a hundredth.
int digits_of(std::string_view code) {
    static constexpr std::string_view none[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                                "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
    static constexpr std::string_view three[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
    static constexpr std::string_view four[] = {"CLF", "UYW"};
    const auto among = [code](const auto& codes) {
        return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
    };
    if (among(none)) return 0;
    if (among(three)) return 3;
    if (among(four)) return 4;
    return 2;
}

std::string decimal(std::string minor_digits, bool is_negative, const Currency& currency) {
    const auto digits = static_cast<std::size_t>(currency.digits());
    if (minor_digits.size() <= digits) minor_digits.insert(0, digits + 1 - minor_digits.size(), '0');
    if (digits > 0) minor_digits.insert(minor_digits.size() - digits, 1, '.');
    if (is_negative) minor_digits.insert(0, 1, '-');
    return minor_digits;
}

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), ascii::is_digit); }

}  // namespace

std::optional<Currency> Currency::from_code(std::string_view code) {
    const bool letters = std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (code.size() != 3 || !letters) return std::nullopt;
    return Currency(std::string(code), digits_of(code));
}

Money::Parsed Money::parse(std::string_view text, const Currency& currency) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
    const bool empty_fraction = point != std::string_view::npos && fraction.empty();
    if (whole.empty() || empty_fraction || !all_digits(whole) || !all_digits(fraction)) {
        return {std::nullopt, ParseError::not_a_decimal};
    }
    const auto digits = static_cast<std::size_t>(currency.digits());
    if (fraction.size() > digits) return {std::nullopt, ParseError::too_many_digits};

    std::string minor_digits(whole);
    minor_digits += fraction;
    minor_digits.append(digits - fraction.size(), '0');
    const auto minor = parse_integer<std::int64_t>(minor_digits);
    if (!minor) return {std::nullopt, ParseError::too_large};
    return {from_minor(negative ? -*minor : *minor), {}};
}

std::string Money::text(const Currency& currency) const {
    std::string digits = std::to_string(minor_);
    const bool is_negative = digits.front() == '-';
    if (is_negative) digits.erase(0, 1);
    return decimal(std::move(digits), is_negative, currency);
}

Money Money::operator+(Money other) const {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(minor_, other.minor_, &sum)) throw MoneyOverflow();
    return from_minor(sum);
}

Money Money::operator*(std::int64_t quantity) const {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(minor_, quantity, &product)) throw MoneyOverflow();
    return from_minor(product);
}

std::string MoneySum::text(const Currency& currency) const {
    std::string digits;
    for (Minor rest = minor_; rest != 0 || digits.empty(); rest /= 10) {
        const auto digit = static_cast<int>(rest % 10);
        digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
    }
    std::reverse(digits.begin(), digits.end());
    return decimal(std::move(digits), minor_ < 0, currency);
}

MoneySum MoneySum::divided_by(std::int64_t count) const {
    MoneySum share;
    share.minor_ = minor_ / count;
    const Minor rest = minor_ % count;
    if (2 * (rest < 0 ? -rest : rest) >= count) share.minor_ += minor_ < 0 ? -1 : 1;
    return share;
}

}  // namespace till

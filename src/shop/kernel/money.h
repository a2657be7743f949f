#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace till {

/// An ISO 4217 currency: its code and how many digits its minor unit has.
class Currency {
 public:
    /// Three capital letters. nullopt for anything else.
    static std::optional<Currency> from_code(std::string_view code);

    const std::string& code() const { return code_; }
    int digits() const { return digits_; }

 private:
    Currency(std::string code, int digits) : code_(std::move(code)), digits_(digits) {}

    std::string code_;
    int digits_;
};

/// A sum passed what 64 bits of minor units hold.
class MoneyOverflow : public std::overflow_error {
 public:
    MoneyOverflow() : std::overflow_error("an amount of money is too large") {}
};

/// An amount in minor units, of a currency that it does not carry: a shop has one (shop/kernel/shop_settings.h), which
/// has to be given where an amount is read or written as text. Never a floating-point number.
class Money {
 public:
    constexpr Money() = default;
    static constexpr Money from_minor(std::int64_t minor) { return Money(minor); }

    /// Exact decimal text (`19.99`, `-5`): at most as many decimals as the currency has.
    enum class ParseError : std::uint8_t { not_a_decimal, too_many_digits, too_large };
    struct Parsed;
    static Parsed parse(std::string_view text, const Currency& currency);

    constexpr std::int64_t minor() const { return minor_; }
    /// With all of the currency's digits: `19.90`.
    std::string text(const Currency& currency) const;

    /// Both throw MoneyOverflow.
    Money operator+(Money other) const;
    Money operator*(std::int64_t quantity) const;
    Money& operator+=(Money other) { return *this = *this + other; }

    constexpr auto operator<=>(const Money&) const = default;

 private:
    constexpr explicit Money(std::int64_t minor) : minor_(minor) {}

    std::int64_t minor_ = 0;
};

struct Money::Parsed {
    std::optional<Money> money;
    ParseError error = ParseError::not_a_decimal;  ///< where there is no money
};

/// A sum of amounts, exact: 128 bits of minor units hold more amounts than any shop will ever have.
class MoneySum {
 public:
    constexpr MoneySum() = default;
    constexpr MoneySum(Money money) : minor_(money.minor()) {}  // NOLINT: an amount is a sum of one

    /// A database adds up amounts in two parts, because it fails where a sum passes 64 bits: `amount >> part_bits`, and
    /// the bits below.
    static constexpr int part_bits = 32;
    static constexpr MoneySum from_parts(std::int64_t high, std::int64_t low) {
        MoneySum sum;
        sum.minor_ = (Minor{high} << part_bits) + low;
        return sum;
    }

    /// With all of the currency's digits: `1800000000000000.00`.
    std::string text(const Currency& currency) const;
    /// A share of it, rounded half away from zero. `count` is above 0.
    MoneySum divided_by(std::int64_t count) const;
    constexpr MoneySum& operator+=(MoneySum other) {
        minor_ += other.minor_;
        return *this;
    }

    constexpr bool operator==(const MoneySum&) const = default;

 private:
    __extension__ using Minor = __int128;

    Minor minor_ = 0;
};

}  // namespace till

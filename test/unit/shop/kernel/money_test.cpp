#include "shop/kernel/money.h"

#include <limits>

#include <gtest/gtest.h>

namespace till {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

Currency currency(std::string_view code) { return Currency::from_code(code).value(); }

std::int64_t minor(std::string_view text, std::string_view code) {
    return Money::parse(text, currency(code)).money.value().minor();
}

Money::ParseError error_of(std::string_view text, std::string_view code = "USD") {
    const Money::Parsed parsed = Money::parse(text, currency(code));
    EXPECT_FALSE(parsed.money) << text;
    return parsed.error;
}

TEST(ACurrency, IsThreeCapitalLetters) {
    EXPECT_EQ(currency("EUR").code(), "EUR");
    for (const char* code : {"", "EU", "EURO", "eur", "E1R", "EU ", "\xc3\x89U"}) {
        EXPECT_FALSE(Currency::from_code(code)) << code;
    }
}

TEST(ACurrency, KnowsItsDigits) {
    EXPECT_EQ(currency("USD").digits(), 2);
    EXPECT_EQ(currency("GBP").digits(), 2);
    EXPECT_EQ(currency("JPY").digits(), 0);
    EXPECT_EQ(currency("KWD").digits(), 3);
    EXPECT_EQ(currency("CLF").digits(), 4);
}

TEST(Money, IsReadFromDecimalText) {
    EXPECT_EQ(minor("19.99", "USD"), 1999);
    EXPECT_EQ(minor("19.9", "USD"), 1990);
    EXPECT_EQ(minor("19", "USD"), 1900);
    EXPECT_EQ(minor("0", "USD"), 0);
    EXPECT_EQ(minor("-0.00", "USD"), 0);
    EXPECT_EQ(minor("0.01", "USD"), 1);
    EXPECT_EQ(minor("-5", "USD"), -500);
    EXPECT_EQ(minor("007.50", "USD"), 750);
    EXPECT_EQ(minor("500", "JPY"), 500);
    EXPECT_EQ(minor("1.234", "KWD"), 1234);
    EXPECT_EQ(minor("1.2", "KWD"), 1200);
    EXPECT_EQ(minor("92233720368547758.07", "USD"), largest);
    EXPECT_EQ(minor("-92233720368547758.07", "USD"), -largest);
}

TEST(Money, IsNoOtherText) {
    for (const char* text : {"",   "-",  ".",    "1.",    ".5",  "-.5", "+1",  "1,5", "1e2",      "1E2",      " 1",
                             "1 ", "$1", "0x10", "1.2.3", "--1", "1-",  "one", "NaN", "Infinity", "\xd9\xa1", "1.-5"}) {
        EXPECT_EQ(error_of(text), Money::ParseError::not_a_decimal) << text;
    }
    EXPECT_EQ(error_of(std::string_view("1\0", 2)), Money::ParseError::not_a_decimal);
}

TEST(Money, HasNoMoreDigitsThanItsCurrency) {
    EXPECT_EQ(error_of("1.999"), Money::ParseError::too_many_digits);
    EXPECT_EQ(error_of("1.990"), Money::ParseError::too_many_digits);
    EXPECT_EQ(error_of("1.0", "JPY"), Money::ParseError::too_many_digits);
    EXPECT_EQ(error_of("1.2345", "KWD"), Money::ParseError::too_many_digits);
}

TEST(Money, FitsIntoSixtyFourBits) {
    EXPECT_EQ(error_of("92233720368547758.08"), Money::ParseError::too_large);
    EXPECT_EQ(error_of("9223372036854775807"), Money::ParseError::too_large);
    EXPECT_EQ(error_of("9223372036854775808", "JPY"), Money::ParseError::too_large);
    EXPECT_EQ(error_of(std::string(400, '9')), Money::ParseError::too_large);
}

TEST(Money, IsWrittenWithAllOfItsCurrencysDigits) {
    EXPECT_EQ(Money::from_minor(1990).text(currency("USD")), "19.90");
    EXPECT_EQ(Money::from_minor(5).text(currency("USD")), "0.05");
    EXPECT_EQ(Money::from_minor(0).text(currency("USD")), "0.00");
    EXPECT_EQ(Money::from_minor(-5).text(currency("USD")), "-0.05");
    EXPECT_EQ(Money::from_minor(500).text(currency("JPY")), "500");
    EXPECT_EQ(Money::from_minor(0).text(currency("JPY")), "0");
    EXPECT_EQ(Money::from_minor(1).text(currency("KWD")), "0.001");
    EXPECT_EQ(Money::from_minor(std::numeric_limits<std::int64_t>::min()).text(currency("USD")),
              "-92233720368547758.08");
}

TEST(Money, ReadsBackWhatItWrote) {
    for (const char* code : {"USD", "JPY", "KWD", "CLF"}) {
        for (const std::int64_t value :
             {std::int64_t{0}, std::int64_t{1}, std::int64_t{-999}, std::int64_t{123456}, largest}) {
            EXPECT_EQ(minor(Money::from_minor(value).text(currency(code)), code), value);
        }
    }
}

TEST(Money, AddsAndMultiplies) {
    EXPECT_EQ((Money::from_minor(1) + Money::from_minor(2)).minor(), 3);
    EXPECT_EQ((Money::from_minor(250) * 4).minor(), 1000);
    Money sum;
    sum += Money::from_minor(7);
    EXPECT_EQ(sum, Money::from_minor(7));
    EXPECT_LT(Money::from_minor(6), sum);
}

TEST(Money, RefusesToOverflow) {
    EXPECT_EQ((Money::from_minor(largest - 1) + Money::from_minor(1)).minor(), largest);
    EXPECT_THROW(Money::from_minor(largest) + Money::from_minor(1), MoneyOverflow);
    EXPECT_THROW(Money::from_minor(-largest) + Money::from_minor(-2), MoneyOverflow);
    EXPECT_THROW(Money::from_minor(largest / 2 + 1) * 2, MoneyOverflow);
    Money sum = Money::from_minor(largest);
    EXPECT_THROW(sum += Money::from_minor(1), MoneyOverflow);
    EXPECT_EQ(sum.minor(), largest) << "a sum that failed is as it was";
}

TEST(ASumOfMoney, HoldsMoreThan64Bits) {
    MoneySum sum;
    EXPECT_EQ(sum.text(currency("USD")), "0.00");
    const Money most = Money::from_minor(std::numeric_limits<std::int64_t>::max());
    for (int i = 0; i < 10; ++i) sum += most;
    EXPECT_EQ(sum.text(currency("USD")), "922337203685477580.70");
    EXPECT_EQ(sum.divided_by(10), MoneySum(most));
    EXPECT_EQ(sum.text(*Currency::from_code("JPY")), "92233720368547758070");
    EXPECT_EQ(MoneySum(Money::from_minor(-5)).text(currency("USD")), "-0.05");
    EXPECT_EQ(MoneySum::from_parts(1, 1), MoneySum(Money::from_minor(4'294'967'297)));
    EXPECT_EQ(MoneySum::from_parts(0, 3 * (std::int64_t{1} << 40)), MoneySum::from_parts(3 * 256, 0))
        << "a low part carries";
}

TEST(ASumOfMoney, IsSharedOutRoundingHalfAwayFromZero) {
    const auto share = [](std::int64_t minor, std::int64_t count) {
        return MoneySum(Money::from_minor(minor)).divided_by(count).text(currency("USD"));
    };
    EXPECT_EQ(share(100, 3), "0.33");
    EXPECT_EQ(share(200, 3), "0.67");
    EXPECT_EQ(share(5, 2), "0.03");
    EXPECT_EQ(share(-5, 2), "-0.03");
    EXPECT_EQ(share(4, 8), "0.01");
}

}  // namespace
}  // namespace till

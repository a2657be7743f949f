#include "api/rules.h"

#include <gmock/gmock.h>

#include "shop/inventory/stock.h"
#include "shop/orders/order.h"
#include "support/samples.h"
#include "support/shop_settings.h"

namespace till::schemas {
namespace {

using json::Number;
using json::parse;
using json::Value;
using testing::HasSubstr;

/// The complaint about a value; empty where there is none.
template <class Rule>
std::string complaint(const Rule& rule, const Value& value) {
    const auto read = rule.read(value);
    EXPECT_EQ(read.value.has_value(), read.complaint.empty());
    return read.complaint;
}

std::vector<Value> of_every_kind() {
    return {true, 1, Number{"1.5"}, "text", json::Array{"a"}, json::Object{{"a", 1}}};
}

TEST(AText, IsTrimmedAndCountedInCodePoints) {
    const text rule{.min = 1, .max = 3};
    EXPECT_EQ(rule.read("  ab ").value, "ab");
    EXPECT_EQ(rule.read("\u00e9\u00e9\U0001F600").value, "\u00e9\u00e9\U0001F600");
    EXPECT_EQ(complaint(rule, "abcd"), "must have at most 3 characters");
    EXPECT_EQ(complaint(rule, ""), "must not be empty");
    EXPECT_EQ(complaint(rule, "   "), "must not be empty");
    EXPECT_EQ(complaint(text{.min = 2}, "a"), "must have at least 2 characters");
    EXPECT_EQ(complaint(text{.max = 1}, "ab"), "must have at most 1 character");
    EXPECT_EQ(text{.max = 1}.read("").value, "");
}

TEST(AText, HasNoControlCharacters) {
    for (int byte = 0; byte < 0x20; ++byte) {
        const std::string value = std::string("a") + static_cast<char>(byte) + "b";
        EXPECT_EQ(complaint(text{}, value), "must not have control characters") << byte;
        const bool breaks_lines = byte == '\n' || byte == '\r' || byte == '\t';
        EXPECT_EQ(complaint(text{.lines = true}, value).empty(), breaks_lines) << byte;
    }
    EXPECT_EQ(complaint(text{}, "a\x7f"), "must not have control characters");
    EXPECT_EQ(complaint(text{}, parse(R"("\u0000")")), "must not have control characters");
    EXPECT_EQ(complaint(text{.lines = true}, parse(R"("a\u0000b")")), "must not have control characters");
}

TEST(AText, IsReadAsItIsSeen) {
    EXPECT_EQ(text{}.read("cafe\u0301").value, "caf\u00e9");
    EXPECT_EQ(text{}.read("\u00a0\ufeffLamp\u200b\u00ad").value, "Lamp");
    for (const char* nothing :
         {"\u00a0", "\u200b\u200d", "\ufeff", "\u00ad\u00ad", "\u3164", "\u202e\u202c", "\u2800", "\ufe0f"}) {
        EXPECT_EQ(complaint(text{.min = 1}, nothing), "must not be empty") << nothing;
    }
    EXPECT_EQ((text{.lines = true}.read("Main Street 12\u202e34\u202c\n\u2066Bath\u2069").value),
              "Main Street 1234\nBath");
    const std::string family = "\U0001f469\u200d\U0001f467 \u2615\ufe0f";
    EXPECT_EQ(text{}.read(family).value, family);
    EXPECT_EQ((text{.max = 1}.read("e\u0301").value), "\u00e9") << "counted as it is kept";
    EXPECT_EQ(complaint(text{}, "a\u2028b"), "must not have control characters");
    EXPECT_EQ(complaint(text{.lines = true}, "a\u2028b"), "");
    EXPECT_EQ(complaint(text{}, std::string("\xff\xfe")), "must be UTF-8");
    EXPECT_EQ((text{.label = true}.read(" garden \u00a0tools\u200b ").value), "garden tools");
}

TEST(ACode, HasNothingBetweenItsSigns) {
    EXPECT_EQ(code{}.read(" X-1\u00a0\u200b").value, "X-1");
    for (const char* bad : {"X 1", "X\u00a01", "X\u200b1", "X\ufeff1", "X\u00ad1", "X\u200d1", "X\u30001"}) {
        EXPECT_EQ(complaint(code{}, bad), "must not have whitespace or invisible characters") << bad;
    }
    EXPECT_EQ(complaint(code{}, "\u200b"), "must not be empty");
    EXPECT_EQ(complaint(code{.max = 2}, "abc"), "must have at most 2 characters");
}

TEST(AGtin, EndsWithItsCheckDigit) {
    for (const char* good : {"96385074", "036000291452", "4006381333931", "10012345678902", "00000000"}) {
        EXPECT_EQ(gtin{}.read(good).value, good);
    }
    EXPECT_EQ(gtin{}.read(" 4006381333931 ").value, "4006381333931");
    for (const char* bad : {"96385075", "036000291453", "4006381333932", "4006381339331", "10012345678901"}) {
        EXPECT_EQ(complaint(gtin{}, bad), "must end with its check digit");
    }
    for (const char* bad : {"0", "9638507", "963850740", "0360002914", "400638133393", "123456789012345", "9638 5074",
                            "4006381-33393", "\uff19\uff16\uff13\uff18\uff15\uff10\uff17\uff14"}) {
        EXPECT_THAT(complaint(gtin{}, bad), testing::StartsWith("must ")) << bad;
    }
    EXPECT_EQ(complaint(gtin{}, "9638507"), "must be a barcode number (GTIN) of 8, 12, 13 or 14 digits");
    EXPECT_EQ(complaint(gtin{}, ""), "must not be empty");
    EXPECT_EQ(complaint(gtin{}, 96385074), "must be a string");
}

TEST(AText, IsNothingElse) {
    for (const Value& value : of_every_kind()) {
        if (value.text() == nullptr) {
            EXPECT_EQ(complaint(text{}, value), "must be a string") << json::serialize(value);
        }
    }
}

TEST(APassword, IsKeptAsItIs) {
    EXPECT_EQ(password{}.read(" p\u00e4ssword ").value, " p\u00e4ssword ");
    EXPECT_EQ(complaint(password{}, "1234567"), "must have at least 8 bytes");
    EXPECT_EQ(complaint(password{}, "\u00e9\u00e9\u00e9\u00e9"), "") << "eight bytes";
    EXPECT_EQ(complaint(password{}, std::string(256, 'x')), "");
    EXPECT_EQ(complaint(password{}, std::string(257, 'x')), "must have at most 256 bytes");
    EXPECT_EQ(complaint(password{}, std::string("pass\0word", 9)), "must not have control characters");
    EXPECT_EQ(complaint(password{}, 12345678), "must be a string");
}

TEST(AUsername, IsOneWord) {
    EXPECT_EQ(username{}.read(" ada ").value, "ada");
    EXPECT_EQ(complaint(username{}, "ada lovelace"), "must not have whitespace or invisible characters");
    EXPECT_EQ(complaint(username{}, ""), "must not be empty");
    EXPECT_EQ(complaint(username{}, std::string(65, 'x')), "must have at most 64 characters");
    EXPECT_EQ(complaint(username{}, "ada\tl"), "must not have control characters");
}

TEST(AUsername, LooksLikeNoOther) {
    EXPECT_EQ(username{}.read("bar-admin\u200b").value, "bar-admin");
    EXPECT_EQ(username{}.read("\uff42\uff41\uff52").value, "bar") << "wide letters are letters";
    EXPECT_EQ(username{}.read("I\u015f\u0131k").value, "I\u015f\u0131k");
    for (const char* good : {"ada.l_2@x+y-z", "\u0438\u0432\u0430\u043d1", "\u7530\u4e2d\u3055\u3093", "\uae40abc",
                             "\u0639\u0644\u06cc"}) {
        EXPECT_EQ(complaint(username{}, good), "") << good;
    }
    for (const char* bad :
         {"bar\u200badmin", "bar\u00adadmin", "bar\u2060admin", "a\u200db", "a\ue000", "a\u0378", "\u2615\ufe0f"}) {
        EXPECT_EQ(complaint(username{}, bad), "must not have whitespace or invisible characters") << bad;
    }
    for (const char* bad : {"p\u0430ypal", "\u03b1dmin", "\u0430\u03b1"}) {
        EXPECT_THAT(complaint(username{}, bad), HasSubstr("one alphabet")) << bad;
    }
}

TEST(AnEmail, HasOneAtAndADottedDomain) {
    for (const char* good : {"a@b.c", "ada.lovelace+till@example.co.uk", "\u00e4@b\u00fccher.de"}) {
        EXPECT_EQ(complaint(email{}, good), "") << good;
    }
    for (const char* bad : {"ada", "@b.c", "a@", "a@b", "a@.c", "a@b.", "a@b..c", "a@@b.c", "a@b@c.d", "a b@c.d"}) {
        EXPECT_EQ(complaint(email{}, bad), "must be an e-mail address") << bad;
    }
    for (const char* bad :
         {"<a@x.de>", "a@x.de>", "\"a\"@x.de", "a,b@x.de", "a(b)@x.de", ".a@x.de", "a.@x.de", "a..b@x.de",
          "a\u00a0b@x.de", "a\u200bb@x.de", "a@x\u200b.de", "a@127.0.0.1", "a@x_y.de", "a@-x.de", "mailto:a@x.de"}) {
        EXPECT_EQ(complaint(email{}, bad), "must be an e-mail address") << bad;
    }
}

TEST(AnEmail, HasBoundedParts) {
    const std::string label = std::string(61, 'b') + ".";
    EXPECT_EQ(complaint(email{}, std::string(64, 'a') + "@" + label + label + label + "c"), "") << "64 + 1 + 187 bytes";
    EXPECT_EQ(complaint(email{}, std::string(65, 'a') + "@b.c"), "must be an e-mail address");
    EXPECT_EQ(complaint(email{}, std::string(33, 'a') + std::string(32, 'b') + "@b.c"), "must be an e-mail address");
    EXPECT_EQ(complaint(email{}, "a@" + std::string(64, 'b') + ".c"), "must be an e-mail address");
    EXPECT_EQ(complaint(email{}, std::string(64, 'a') + "@" + label + label + label + "cccc"),
              "must have at most 254 characters");
}

TEST(AnEmail, IsReadAsItIsSeen) {
    EXPECT_EQ(email{}.read("\u00a0Ada@Example.com\u200b").value, "Ada@Example.com");
    EXPECT_EQ(email{}.read("e\u0301@BU\u0308CHER.de").value, "\u00e9@b\u00fccher.de");
    EXPECT_EQ(email{}.read("a@stra\u00dfe.de").value, "a@stra\u00dfe.de");
    EXPECT_EQ(email{}.read("a@x\u3002de").value, "a@x.de");
    EXPECT_EQ(email{}.read("o'neil+x!#$%&*/=?^_`{|}~-@x.de").value, "o'neil+x!#$%&*/=?^_`{|}~-@x.de");
}

TEST(AnImageUrl, HasNothingInvisible) {
    EXPECT_THAT(complaint(image_url{}, "https://a/\u200bb"), HasSubstr("spaces"));
    EXPECT_THAT(complaint(image_url{}, "https://a/\u00a0b"), HasSubstr("spaces"));
}

TEST(AnImageUrl, IsAnHttpAddressOrAPath) {
    for (const char* good : {"http://a", "https://example.com/a?b=c", "/images/lamp.png", "/"}) {
        EXPECT_EQ(complaint(image_url{}, good), "") << good;
    }
    for (const char* bad : {"javascript:alert(1)", "//example.com/a", "lamp.png", "HTTP"}) {
        EXPECT_THAT(complaint(image_url{}, bad), HasSubstr("http or https")) << bad;
    }
    EXPECT_THAT(complaint(image_url{}, "/\\evil.example"), HasSubstr("backslashes"));
    EXPECT_EQ(complaint(image_url{}, ""), "must not be empty");
    EXPECT_EQ(complaint(image_url{}, "/" + std::string(2000, 'a')), "must have at most 2000 characters");
}

TEST(AnInteger, IsAWholeNumberWithinItsBounds) {
    const integer rule{.min = -5, .max = 10};
    EXPECT_EQ(rule.read(-5).value, -5);
    EXPECT_EQ(rule.read(10).value, 10);
    for (const char* outside :
         {"11", "-6", "9223372036854775808", "-9223372036854775809", "18446744073709551616",
          "99999999999999999999999999999999999999", "1e400", "-1e400", "12.0", "1.1e1", "1234567890123456789.1e1"}) {
        EXPECT_EQ(complaint(rule, parse(outside)), "must be from -5 to 10") << outside;
    }
    for (const char* other : {"1.5", "15e-1", "1E-400", "0.00001e4", "10.01", "0.1", "true", "\"1\"", "[1]", "{}"}) {
        EXPECT_EQ(complaint(rule, parse(other)), "must be an integer") << other;
    }
}

TEST(AnInteger, MayBeWrittenWithAFractionThatIsNone) {
    const integer rule{};
    const std::pair<const char*, std::int64_t> cases[] = {
        {"1.0", 1},
        {"1e1", 10},
        {"5.0e0", 5},
        {"1E+2", 100},
        {"-2.50e1", -25},
        {"0.0", 0},
        {"-0.0", 0},
        {"0e400", 0},
        {"0.1e1", 1},
        {"100e-2", 1},
        {"1.000000000000", 1},
        {"12300e-2", 123},
        {"9.223372036854775807e18", std::numeric_limits<std::int64_t>::max()},
        {"-9223372036854775808.0", std::numeric_limits<std::int64_t>::min()},
    };
    for (const auto& [text, value] : cases) EXPECT_EQ(rule.read(parse(text)).value, value) << text;
    EXPECT_EQ(complaint(rule, parse("9223372036854775808.0")), "is out of range");
}

TEST(AnInteger, MayHaveNoBoundsOrNoZero) {
    EXPECT_EQ(integer{}.read(parse("9223372036854775807")).value, std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(integer{}.read(parse("-9223372036854775808")).value, std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(complaint(integer{}, parse("9223372036854775808")), "is out of range");
    EXPECT_EQ(complaint(integer{.zero = false}, 0), "must not be 0");
    EXPECT_EQ(complaint(integer{.zero = false}, parse("-0")), "must not be 0");
}

TEST(AnId, IsPositiveAndExactInEveryJsonReader) {
    EXPECT_EQ(id{}.read(1).value, 1);
    EXPECT_EQ(id{}.read(parse("9007199254740991")).value, id_max);
    for (const char* bad : {"0", "-1", "9007199254740992", "18446744073709551616"}) {
        EXPECT_EQ(complaint(id{}, parse(bad)), "must be from 1 to 9007199254740991") << bad;
    }
}

TEST(ABoolean, IsTrueOrFalse) {
    EXPECT_EQ(boolean::read(true).value, true);
    EXPECT_EQ(boolean::read(false).value, false);
    for (const Value& value : of_every_kind()) {
        if (value.boolean() == nullptr) {
            EXPECT_EQ(complaint(boolean{}, value), "must be true or false");
        }
    }
}

TEST(Amounts, AreDecimalTextOrAnExactNumber) {
    EXPECT_EQ(money{test::shop_settings().currency}.read("19.99").value, test::money("19.99"));
    EXPECT_EQ(money{test::shop_settings().currency}.read(parse("19.99")).value, test::money("19.99"));
    EXPECT_EQ(money{test::shop_settings().currency}.read(parse("19.9")).value, test::money("19.90"));
    EXPECT_EQ(money{test::shop_settings().currency}.read(20).value, test::money("20"));
    EXPECT_EQ(money{test::shop_settings().currency}.read(parse("-0.00")).value, Money());
}

TEST(Amounts, AreRefusedWithTheReason) {
    EXPECT_EQ(complaint(money{test::shop_settings().currency}, "-0.01"), "must not be negative");
    EXPECT_EQ(complaint(money{test::shop_settings().currency}, "19.999"), "must have at most 2 digits after the point");
    EXPECT_EQ(complaint(money{test::shop_settings().currency}, parse("0.30000000000000004")),
              "must have at most 2 digits after the point");
    EXPECT_EQ(complaint(money{test::shop_settings().currency}, "1000000000000.00"), "");
    for (const char* large : {"1000000000000.01", "92233720368547758.08", "9999999999999999999999"}) {
        EXPECT_EQ(complaint(money{test::shop_settings().currency}, large), "must be at most 1000000000000.00") << large;
        EXPECT_EQ(complaint(money{test::shop_settings().currency}, parse(large)), "must be at most 1000000000000.00")
            << large;
    }
    for (const char* other :
         {"1e400", "1e2", "true", "null", "[]", "{}", R"("")", R"("free")", R"("1,50")", R"("1\u00002")", R"(" 1")"}) {
        EXPECT_EQ(complaint(money{test::shop_settings().currency}, parse(other)),
                  "must be an amount of money such as \"19.99\"")
            << other;
    }
}

TEST(ATime, IsRfc3339) {
    EXPECT_EQ(timestamp{test::shop_settings().time_zone}.read("2026-11-21T08:30:00+01:00").value,
              test::at("2026-11-21T07:30:00Z"));
    for (const Value& value : {Value("yesterday"), Value(""), Value(1'700'000'000), Value(true)}) {
        EXPECT_EQ(complaint(timestamp{test::shop_settings().time_zone}, value),
                  "must be a time such as 2026-01-31T08:30:00Z");
    }
}

TEST(ARangeOfTime, EndsAtATimeOrWithADayOfTheShop) {
    const TimeZone berlin = TimeZone::find("Europe/Berlin").value();
    range_end first{.zone = berlin, .is_last = false};
    range_end last{.zone = berlin, .is_last = true};
    EXPECT_EQ(first.read("2026-03-29").value, test::at("2026-03-28T23:00:00Z"));
    EXPECT_EQ(last.read("2026-03-29").value, test::at("2026-03-29T22:00:00Z")) << "that day too, of 23 hours";
    EXPECT_EQ(first.read("2026-03-29T12:00:00Z").value, test::at("2026-03-29T12:00:00Z"));
    EXPECT_EQ(last.read("2026-03-29T12:00:00Z").value, test::at("2026-03-29T12:00:00Z"));
    EXPECT_EQ(last.read("2026-03-29T12:00").value, test::at("2026-03-29T10:00:00Z")) << "no offset: the shop's clock";
    EXPECT_EQ(timestamp{berlin}.read("2026-03-29").value, test::at("2026-03-28T23:00:00Z"));
    first.zone = last.zone = TimeZone::find("UTC").value();
    EXPECT_EQ(first.read("2026-03-29").value, test::at("2026-03-29T00:00:00Z"));
    EXPECT_EQ(last.read("9999-12-31").value, test::at("9999-12-31T00:00:00Z") + std::chrono::days(1));
    for (const Value& value : {Value("yesterday"), Value(""), Value(20260101), Value("2026-02-30")}) {
        EXPECT_EQ(complaint(last, value), "must be a day such as 2026-01-31 or a time such as 2026-01-31T08:30:00Z");
    }
}

TEST(AChoice, IsOneOfTheNames) {
    EXPECT_EQ(choice<OrderStatus>{}.read("shipped").value, OrderStatus::shipped);
    EXPECT_EQ(complaint(choice<OrderStatus>{{OrderStatus::shipped}}, "Shipped"), "must be one of shipped");
    EXPECT_EQ(complaint(choice<OrderStatus>{{OrderStatus::shipped}}, 0), "must be one of shipped");
    const choice<MovementReason> narrow{{MovementReason::received, MovementReason::damaged}};
    EXPECT_EQ(narrow.read("damaged").value, MovementReason::damaged);
    EXPECT_EQ(complaint(narrow, "sale"), "must be one of received, damaged");
}

TEST(ARole, IsOneThatTheShopKnows) {
    EXPECT_EQ(role{&test::shop_settings().roles}.read("admin").value, Role::admin);
    for (const Value& value : {Value("Admin"), Value("admin "), Value(""), Value(0), Value("king")}) {
        EXPECT_EQ(complaint(role{&test::shop_settings().roles}, value), "must be one of admin, customer");
    }
}

TEST(Rules, SayInTheDocumentWhatTheyCheck) {
    EXPECT_EQ(json::serialize(text{.min = 1, .max = 9}.document()), R"({"type":"string","minLength":1,"maxLength":9})");
    EXPECT_EQ(json::serialize(integer{.min = 0, .max = 5, .zero = false}.document()),
              R"({"type":"integer","format":"int64","minimum":0,"maximum":5,"not":{"const":0}})");
    EXPECT_EQ(json::serialize(integer{}.document()), R"({"type":"integer","format":"int64"})");
    EXPECT_EQ(json::serialize(choice<OrderStatus>{{OrderStatus::shipped}}.document()),
              R"({"type":"string","enum":["shipped"]})");
    EXPECT_EQ(*password{}.document().find("format")->text(), "password");
    EXPECT_EQ(*timestamp::document().find("format")->text(), "date-time");
    EXPECT_EQ(*money{test::shop_settings().currency}.document().find("pattern")->text(), "^-?[0-9]+(\\.[0-9]{1,2})?$");
}

}  // namespace
}  // namespace till::schemas

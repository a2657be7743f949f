#include "platform/json/json_parse.h"

#include <string>

#include <gmock/gmock.h>

#include "support/refusals.h"

namespace till::json {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string reason_against(std::string_view text) {
    const Refusal refusal = test::refusal_of([&] { static_cast<void>(parse(text)); });
    EXPECT_EQ(refusal.problem().code, "malformed-json") << text;
    return refusal.detail();
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(ParsingJson, TellsEveryKindOfValue) {
    const Value value = parse(R"( {"a": null, "b": true, "c": "text", "d": 1, "e": [false], "f": {}} )");
    EXPECT_TRUE(value.find("a")->is_null());
    EXPECT_EQ(*value.find("b")->boolean(), true);
    EXPECT_EQ(*value.find("c")->text(), "text");
    EXPECT_EQ(value.find("d")->number()->text, "1");
    EXPECT_EQ(*value.find("e")->array()->front().boolean(), false);
    EXPECT_TRUE(value.find("f")->object()->empty());
    EXPECT_EQ(value.find("g"), nullptr);
    EXPECT_EQ(value.find("c")->find("a"), nullptr) << "a text has no members";
}

TEST(ParsingJson, KeepsNumbersAsTheyWereWritten) {
    for (const std::string number :
         {"0", "-0", "19.99", "19.990", "-1", "1e2", "1E+2", "9223372036854775807", "9223372036854775808",
          "18446744073709551616", "0.1", "1e400", "123456789012345678901234567890.123456789012345678901234567890"}) {
        EXPECT_EQ(parse(number).number()->text, number);
        EXPECT_EQ(parse("[" + number + "]").array()->front().number()->text, number);
    }
}

TEST(ParsingJson, DecodesEscapes) {
    EXPECT_EQ(*parse(R"("\"\\\/\b\f\n\r\t")").text(), "\"\\/\b\f\n\r\t");
    EXPECT_EQ(*parse(R"("caf\u00e9 \ud83d\ude00")").text(), "caf\u00e9 \U0001F600");
    EXPECT_EQ(*parse(R"("a\u0000b")").text(), std::string("a\0b", 3));
}

TEST(ParsingJson, KeepsTheOrderOfMembers) { EXPECT_EQ(serialize(parse(R"({"z":1,"a":2})")), R"({"z":1,"a":2})"); }

TEST(ParsingJson, RefusesWhatIsNotJson) {
    for (const char* text : {"",
                             " ",
                             "{",
                             "[1,]",
                             "{\"a\":1,}",
                             "{a:1}",
                             "'a'",
                             "nul",
                             "NaN",
                             "Infinity",
                             "+1",
                             "01",
                             "1.",
                             ".5",
                             "1e",
                             "\"open",
                             "\"\\x\"",
                             "\"\\u12\"",
                             "\"a\nb\"",
                             "// comment\n1",
                             "/* comment */ 1",
                             "1 2",
                             "{} x",
                             "[1] ]"}) {
        EXPECT_THAT(reason_against(text), StartsWith("Not valid JSON at byte ")) << text;
    }
}

TEST(ParsingJson, SaysWhereItStopped) {
    EXPECT_THAT(reason_against(R"({"a": 1, "b": x})"), StartsWith("Not valid JSON at byte 14: "));
    EXPECT_THAT(reason_against("[1] 2"), StartsWith("Not valid JSON at byte 4: "));
}

TEST(ParsingJson, RefusesAMemberThatIsGivenTwice) {
    EXPECT_THAT(reason_against(R"({"a": 1, "a": 1})"), HasSubstr("a member is given twice"));
    EXPECT_THAT(reason_against(R"({"a": 1, "\u0061": 2})"), HasSubstr("a member is given twice"));
    EXPECT_THAT(reason_against(R"([{"b": {"a": 1, "a": 1}}])"), HasSubstr("a member is given twice"));
    EXPECT_NO_THROW(static_cast<void>(parse(R"([{"a": {"a": 1}}, {"a": 1}])")));
    for (const int members : {2, 8, 9, 900}) {
        std::string text = "{";
        for (int i = 0; i < members; ++i) text += "\"" + std::to_string(i) + "\":0,";
        EXPECT_NO_THROW(static_cast<void>(parse(text + "\"x\":0}"))) << members;
        for (const int twice : {0, members / 2, members - 1}) {
            EXPECT_THAT(reason_against(text + "\"" + std::to_string(twice) + "\":0}"), HasSubstr("given twice"));
        }
    }
}

TEST(ParsingJson, RefusesWhatIsNotUtf8) {
    for (const char* text : {"\"\xff\"", "\"\xc3\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"",
                             R"("\ud800")", R"("\udc00")", R"("\ud800x")", R"("\ud800\u0041")", "{\"\xff\":1}"}) {
        reason_against(text);
    }
}

TEST(ParsingJson, GoesThirtyTwoLevelsDeepAndNoDeeper) {
    EXPECT_NO_THROW(static_cast<void>(parse(nested(32))));
    EXPECT_THAT(reason_against(nested(33)), HasSubstr("too deep"));
    EXPECT_THAT(reason_against(std::string(100'000, '[')), HasSubstr("too deep"));
}

TEST(ParsingJson, BoundsTheMembersOfAnObject) {
    const auto object_of = [](int members) {
        std::string text = "{";
        for (int i = 0; i < members; ++i) text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
        return text + "}";
    };
    EXPECT_EQ(parse(object_of(1000)).object()->size(), 1000U);
    reason_against(object_of(1001));
}

TEST(ParsingJson, BoundsTheValuesOfAll) {
    const auto reason = [](std::string_view text, std::size_t values_max) -> std::string {
        try {
            static_cast<void>(parse_bounded(text, values_max));
        } catch (const Refusal& refusal) {
            return refusal.detail();
        }
        return "";
    };
    EXPECT_EQ(reason("[0,0,0]", 4), "");
    EXPECT_THAT(reason("[0,0,0]", 3), HasSubstr("more values"));
    EXPECT_EQ(reason(R"({"a":{"b":[null]},"c":"d"})", 5), "");
    EXPECT_THAT(reason(R"({"a":{"b":[null]},"c":"d"})", 4), HasSubstr("more values"));
    EXPECT_THAT(reason("[[],[],[]]", 3), HasSubstr("more values"));
}

}  // namespace
}  // namespace till::json

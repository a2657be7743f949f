#include "platform/limits/limit.h"

#include <stdexcept>

#include <gmock/gmock.h>

namespace till::limits {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Notation {
    std::string_view text;
    Limit limit;
};

class LimitNotation : public testing::TestWithParam<Notation> {};

TEST_P(LimitNotation, IsRead) {
    EXPECT_THAT(parse_limits(GetParam().text), ElementsAre(GetParam().limit)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Limits, LimitNotation,
                         testing::Values(Notation{"100 per day", {100, days(1)}}, Notation{"100/day", {100, days(1)}},
                                         Notation{"10 per 1 minute", {10, 1min}}, Notation{"5/10 seconds", {5, 10s}},
                                         Notation{"1 PER Second", {1, 1s}}, Notation{"  3 / 2 hours  ", {3, 2h}},
                                         Notation{"7per5minutes", {7, 5min}}, Notation{"1 per month", {1, days(30)}},
                                         Notation{"1 per 2 years", {1, days(720)}},
                                         Notation{"1000000000/year", {1'000'000'000, days(360)}}));

TEST(Limits, AreJoinedByAnyOfTheThreeSigns) {
    EXPECT_THAT(parse_limits("1/second; 10 per minute, 20/hour|30 per day"),
                ElementsAre(Limit{1, 1s}, Limit{10, 1min}, Limit{20, 1h}, Limit{30, days(1)}));
}

TEST(Limits, AreNoneInAnEmptyText) {
    EXPECT_THAT(parse_limits(""), IsEmpty());
    EXPECT_THAT(parse_limits(" \t"), IsEmpty());
}

class BadLimit : public testing::TestWithParam<std::string_view> {};

TEST_P(BadLimit, IsRefusedWithWhatItWouldTake) {
    try {
        parse_limits(GetParam());
        FAIL() << GetParam();
    } catch (const std::invalid_argument& error) {
        EXPECT_THAT(error.what(), HasSubstr("is not a limit such as \"100 per day\""));
    }
}

INSTANTIATE_TEST_SUITE_P(Limits, BadLimit,
                         testing::Values("100", "per day", "100 per", "100 a day", "100 per week", "-1 per day",
                                         "0 per day", "1 per 0 days", "1.5 per day", "1 per 1.5 days",
                                         "1000000001 per day", "99999999999999999999 per day", "1 per 100001 seconds",
                                         "1 per day;", ";1 per day", "1 per day 2 per hour", "1 per dayly", "1//day",
                                         "1 per day\n", "often"));

TEST(Limits, AreRefusedWhenThereAreTooMany) {
    EXPECT_THROW(parse_limits("1/day;1/day;1/day;1/day;1/day;1/day;1/day;1/day;1/day"), std::invalid_argument);
}

TEST(Limits, AreWrittenInTheLargestUnitThatFits) {
    for (const std::string text : {"100 per day", "10 per 5 minutes", "1 per second", "90 per 90 seconds",
                                   "1 per month", "2 per 2 years", "3 per 36 hours"}) {
        EXPECT_EQ(to_text(parse_limits(text).front()), text);
    }
    EXPECT_EQ(to_text({1, 60s}), "1 per minute");
}

}  // namespace
}  // namespace till::limits

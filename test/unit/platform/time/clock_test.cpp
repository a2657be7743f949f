#include "platform/time/clock.h"

#include <gtest/gtest.h>

namespace till {
namespace {

/// What a text means, in the one format in which the database stores times; empty where it means nothing.
std::string meaning_of(std::string_view text) {
    const auto time = parse_rfc3339(text);
    return time ? format_rfc3339(*time) : "";
}

TEST(Times, AreReadInEveryFormOfRfc3339) {
    EXPECT_EQ(meaning_of("2026-11-21T08:30:15Z"), "2026-11-21T08:30:15.000Z");
    EXPECT_EQ(meaning_of("2026-11-21t08:30:15z"), "2026-11-21T08:30:15.000Z");
    EXPECT_EQ(meaning_of("2026-11-21 08:30:15Z"), "2026-11-21T08:30:15.000Z");
    EXPECT_EQ(meaning_of("2026-11-21T08:30:15.1Z"), "2026-11-21T08:30:15.100Z");
    EXPECT_EQ(meaning_of("2026-11-21T08:30:15.123456789Z"), "2026-11-21T08:30:15.123Z");
    EXPECT_EQ(meaning_of("2026-11-21T08:30:15+00:00"), "2026-11-21T08:30:15.000Z");
}

TEST(Times, MayBeShorter) {
    EXPECT_EQ(meaning_of("2026-11-21"), "2026-11-21T00:00:00.000Z");
    EXPECT_EQ(meaning_of("2026-11-21T08:30Z"), "2026-11-21T08:30:00.000Z");
    EXPECT_EQ(meaning_of("2026-11-21 08:30"), "2026-11-21T08:30:00.000Z");
    EXPECT_EQ(meaning_of("2026-11-21T08:30:15"), "2026-11-21T08:30:15.000Z");
}

TEST(Times, AreBroughtToUtc) {
    EXPECT_EQ(meaning_of("2026-11-21T08:30:00+01:00"), "2026-11-21T07:30:00.000Z");
    EXPECT_EQ(meaning_of("2026-11-21T20:30:00-05:30"), "2026-11-22T02:00:00.000Z");
    EXPECT_EQ(meaning_of("2027-01-01T00:10:00+00:20"), "2026-12-31T23:50:00.000Z");
    EXPECT_EQ(meaning_of("2024-02-28T23:30:00-01:00"), "2024-02-29T00:30:00.000Z");
}

TEST(Times, KnowLeapDays) {
    EXPECT_EQ(meaning_of("2024-02-29"), "2024-02-29T00:00:00.000Z");
    EXPECT_EQ(meaning_of("2000-02-29"), "2000-02-29T00:00:00.000Z");
    EXPECT_EQ(meaning_of("2026-02-29"), "");
    EXPECT_EQ(meaning_of("2100-02-29"), "");
}

TEST(Times, LetALeapSecondBeTheNextMinute) {
    EXPECT_EQ(meaning_of("2016-12-31T23:59:60Z"), "2017-01-01T00:00:00.000Z");
}

TEST(Times, ReachFrom1970To9999) {
    EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00Z")->time_since_epoch().count(), 0);
    EXPECT_EQ(meaning_of("9999-12-31T23:59:59.999Z"), "9999-12-31T23:59:59.999Z");
    EXPECT_EQ(meaning_of("1969-12-31T23:59:59Z"), "");
    EXPECT_EQ(meaning_of("1970-01-01T00:30:00+01:00"), "") << "that is before 1970";
    EXPECT_EQ(meaning_of("10000-01-01"), "");
}

TEST(Times, EndWithTheYear9999EvenInUtc) {
    EXPECT_EQ(meaning_of("9999-12-31T23:30:00-01:00"), "") << "that is in the year 10000";
}

TEST(Times, AreNothingElse) {
    for (const char* text : {"",
                             "now",
                             "2026",
                             "2026-11",
                             "2026-13-01",
                             "2026-00-01",
                             "2026-11-00",
                             "2026-11-31",
                             "2026-1-1",
                             "26-11-21",
                             "2026-11-21T",
                             "2026-11-21T08",
                             "2026-11-21T8:30",
                             "2026-11-21T24:00:00Z",
                             "2026-11-21T08:60:00Z",
                             "2026-11-21T08:30:61Z",
                             "2026-11-21T08:30:15.Z",
                             "2026-11-21T08:30:15,5Z",
                             "2026-11-21T08:30:15ZZ",
                             "2026-11-21T08:30:15Z ",
                             " 2026-11-21",
                             "2026-11-21T08:30:15+1:00",
                             "2026-11-21T08:30:15+0100",
                             "2026-11-21T08:30:15+24:00",
                             "2026-11-21T08:30:15+01:60",
                             "2026-11-21Z",
                             "2026/11/21",
                             "2026-11-21X08:30",
                             "-026-11-21",
                             "2026--1-21",
                             "2026-11-2\xc3\xa9",
                             "+2026-11-21",
                             "2026-11-21T-1:30:00Z"}) {
        EXPECT_EQ(meaning_of(text), "") << text;
    }
    EXPECT_EQ(meaning_of(std::string_view("2026-11-21\0", 11)), "");
}

TEST(TheSystemClock, CountsWholeMilliseconds) {
    const SystemClock clock;
    const Timestamp now = clock.now();
    EXPECT_LE(now, clock.now());
    EXPECT_GT(now, *parse_rfc3339("2025-01-01"));
    EXPECT_EQ(parse_rfc3339(format_rfc3339(now)), now);
}

}  // namespace
}  // namespace till

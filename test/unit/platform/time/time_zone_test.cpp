#include "platform/time/time_zone.h"

#include <gmock/gmock.h>

namespace till {
namespace {

Timestamp at(std::string_view text) { return parse_rfc3339(text).value(); }
Day day(std::string_view text) { return parse_day(text).value(); }

std::string start_in(const std::string& zone, std::string_view text) {
    return format_rfc3339(TimeZone::find(zone)->start_of(day(text)));
}
std::string day_in(const std::string& zone, std::string_view text) {
    return format_day(TimeZone::find(zone)->day_of(at(text)));
}

TEST(ATimeZone, IsFoundByItsIanaName) {
    for (const char* name : {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "Asia/Kolkata"}) {
        ASSERT_TRUE(TimeZone::find(name)) << name;
        EXPECT_EQ(TimeZone::find(name)->name(), name);
    }
    for (const char* name : {"", "Nowhere/Land", "Berlin", "europe/berlin", "+01:00", "Europe", "zone.tab", "localtime",
                             "posixrules", "../zoneinfo/UTC", "/etc/passwd", "Fixed/UTC+05:00:00", "Factory"}) {
        EXPECT_FALSE(TimeZone::find(name)) << name;
    }
}

TEST(ATimeZone, KnowsWhenADayBegins) {
    EXPECT_EQ(start_in("UTC", "2026-03-29"), "2026-03-29T00:00:00.000Z");
    EXPECT_EQ(start_in("Europe/Berlin", "2026-03-29"), "2026-03-28T23:00:00.000Z");
    EXPECT_EQ(start_in("Europe/Berlin", "2026-03-30"), "2026-03-29T22:00:00.000Z");
    EXPECT_EQ(start_in("Asia/Kathmandu", "2026-01-01"), "2025-12-31T18:15:00.000Z");
    EXPECT_EQ(start_in("America/Sao_Paulo", "2018-11-04"), "2018-11-04T03:00:00.000Z") << "at one in the morning";
    EXPECT_EQ(start_in("America/Havana", "2026-11-01"), "2026-11-01T04:00:00.000Z") << "the first of two midnights";
    EXPECT_EQ(start_in("America/New_York", "2100-07-01"), "2100-07-01T04:00:00.000Z") << "also in years to come";
}

TEST(ATimeZone, KnowsWhichDayAMomentIsIn) {
    EXPECT_EQ(day_in("UTC", "2026-03-29T23:59:59.999Z"), "2026-03-29");
    EXPECT_EQ(day_in("Europe/Berlin", "2026-03-28T22:59:59.999Z"), "2026-03-28");
    EXPECT_EQ(day_in("Europe/Berlin", "2026-03-28T23:00:00Z"), "2026-03-29");
    EXPECT_EQ(day_in("America/Los_Angeles", "2026-01-01T07:59:59Z"), "2025-12-31");
    EXPECT_EQ(day_in("America/Havana", "2026-11-01T03:59:59Z"), "2026-10-31");
    EXPECT_EQ(day_in("America/Havana", "2026-11-01T04:30:00Z"), "2026-11-01");
    EXPECT_EQ(day_in("America/Havana", "2026-11-01T05:30:00Z"), "2026-11-01");
    EXPECT_EQ(day_in("Pacific/Apia", "2011-12-30T09:59:59Z"), "2011-12-29");
    EXPECT_EQ(day_in("Pacific/Apia", "2011-12-30T10:00:00Z"), "2011-12-31");
}

TEST(ATimeZone, ReadsTimesThatSayNoOffset) {
    const TimeZone zone = *TimeZone::find("Europe/Berlin");
    const auto read = [&](std::string_view text) {
        const auto time = parse_time(text, zone);
        return time ? format_rfc3339(*time) : "nothing";
    };
    EXPECT_EQ(read("2026-07-01"), "2026-06-30T22:00:00.000Z");
    EXPECT_EQ(read("2026-07-01 08:30"), "2026-07-01T06:30:00.000Z");
    EXPECT_EQ(read("2026-07-01T08:30:00.250"), "2026-07-01T06:30:00.250Z");
    EXPECT_EQ(read("2026-07-01T08:30:00Z"), "2026-07-01T08:30:00.000Z");
    EXPECT_EQ(read("2026-07-01T08:30:00-05:00"), "2026-07-01T13:30:00.000Z");
    EXPECT_EQ(read("2026-03-29 02:30"), "2026-03-29T01:00:00.000Z") << "clocks never show it";
    EXPECT_EQ(read("2026-10-25 02:30"), "2026-10-25T00:30:00.000Z") << "clocks show it twice";
    EXPECT_EQ(read("1970-01-01"), "nothing") << "1969 in UTC";
    EXPECT_EQ(read("yesterday"), "nothing");
}

TEST(ADay, IsWrittenAndRead) {
    EXPECT_EQ(format_day(day("2026-01-31")), "2026-01-31");
    for (const char* text : {"", "2026-02-30", "20260131", "2026-1-31", "2026-01-31T00:00:00Z", "1969-12-31"}) {
        EXPECT_FALSE(parse_day(text)) << text;
    }
}

}  // namespace
}  // namespace till

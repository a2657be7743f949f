#include "platform/time/time_zone.h"

#include <algorithm>

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include "platform/text/ascii.h"

namespace till {
namespace {

using std::chrono::days;
using std::chrono::local_time;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t day_length = 10;

// A name of the IANA database: no path elsewhere, none of the files that stand beside the zones, and nothing that only
// this library knows, because browsers get the name too.
bool may_be_a_zone(std::string_view name) {
    const auto is_good = [](char c) {
        return ascii::is_letter_or_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
    };
    if (name.empty() || name.size() > 64 || name.front() < 'A' || name.front() > 'Z') return false;
    return std::all_of(name.begin(), name.end(), is_good) && !name.starts_with("Fixed/") && name != "Factory";
}

cctz::civil_second civil_of(local_time<milliseconds> shown) {
    return cctz::civil_second(1970, 1, 1) + std::chrono::floor<seconds>(shown).time_since_epoch().count();
}

}  // namespace

std::string format_day(Day day) { return format_rfc3339(Timestamp(day.time_since_epoch())).substr(0, day_length); }

std::optional<Day> parse_day(std::string_view text) {
    const auto time = text.size() == day_length ? parse_rfc3339(text) : std::nullopt;
    if (!time) return std::nullopt;
    return Day(std::chrono::floor<days>(time->time_since_epoch()));
}

struct TimeZone::Rules {
    cctz::time_zone zone;
};

std::optional<TimeZone> TimeZone::find(const std::string& name) {
    auto rules = std::make_shared<Rules>();
    if (!may_be_a_zone(name) || !cctz::load_time_zone(name, &rules->zone)) return std::nullopt;
    return TimeZone(name, std::move(rules));
}

Day TimeZone::day_of(Timestamp time) const {
    const cctz::civil_day shown(cctz::convert(std::chrono::floor<seconds>(time), rules_->zone));
    Day day(days(shown - cctz::civil_day(1970, 1, 1) + 1));
    while (start_of(day) > time) day -= days(1);
    return day;
}

Timestamp TimeZone::start_of(Day day) const { return moment_of(day); }

Timestamp TimeZone::moment_of(local_time<milliseconds> shown) const {
    const milliseconds fraction = shown - std::chrono::floor<seconds>(shown);
    const auto lookup = rules_->zone.lookup(civil_of(shown));
    if (lookup.kind == cctz::time_zone::civil_lookup::SKIPPED) return lookup.trans;
    return lookup.pre + fraction;
}

std::optional<Timestamp> parse_time(std::string_view text, const TimeZone& zone) {
    const auto read = read_rfc3339(text);
    if (!read) return std::nullopt;
    const Timestamp time =
        read->has_offset ? read->time : zone.moment_of(local_time<milliseconds>(read->time.time_since_epoch()));
    if (time < Timestamp{}) return std::nullopt;
    return time;
}

}  // namespace till

#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/time/clock.h"

namespace till {

/// A day of the calendar; which moments it holds depends on the zone.
using Day = std::chrono::local_days;

/// `2026-01-31`.
std::string format_day(Day day);
/// The same read, from 1970 to 9999; nullopt for anything else.
std::optional<Day> parse_day(std::string_view text);

/// A time zone of the IANA database, as the system's tzdata has it. May be copied and used by any thread.
///
/// Days follow one another without a gap: each ends where the next begins. Most have 24 hours, those on which clocks
/// are changed have more or fewer, and one that a zone left out (Samoa's 30 December 2011) has none.
class TimeZone {
 public:
    /// `Europe/Berlin`, `UTC`. nullopt where there is no such zone.
    static std::optional<TimeZone> find(const std::string& name);

    const std::string& name() const { return name_; }
    Day day_of(Timestamp time) const;
    /// Its first moment.
    Timestamp start_of(Day day) const;
    /// When clocks show that: the first time, where they show it twice; where they leave it out, when they jump over
    /// it.
    Timestamp moment_of(std::chrono::local_time<std::chrono::milliseconds> shown) const;

 private:
    struct Rules;
    TimeZone(std::string name, std::shared_ptr<const Rules> rules) : name_(std::move(name)), rules_(std::move(rules)) {}

    std::string name_;
    std::shared_ptr<const Rules> rules_;
};

/// As parse_rfc3339(), but a day without a time, and a time without an offset, are the zone's own.
std::optional<Timestamp> parse_time(std::string_view text, const TimeZone& zone);

}  // namespace till

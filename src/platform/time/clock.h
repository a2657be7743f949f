#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace till {

/// UTC, whole milliseconds: as the database stores it and the API returns it.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// RFC 3339 in UTC: `2026-11-21T08:30:00.000Z`.
std::string format_rfc3339(Timestamp time);

/// A time as it was written: where it has no offset, as if it were UTC.
struct WrittenTime {
    Timestamp time;
    bool has_offset = false;
};

/// RFC 3339 with any offset or none, `T` or a space between date and time, and seconds optional; a bare date is its
/// midnight. nullopt for anything else, and outside the years 1970 to 9999.
std::optional<WrittenTime> read_rfc3339(std::string_view text);

/// RFC 3339 with any offset, `T` or a space between date and time, and seconds optional; a bare date is its midnight,
/// UTC. nullopt for anything else, and outside the years 1970 to 9999.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

/// Where the time comes from; tests bring their own.
class Clock {
 public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
};

class SystemClock : public Clock {
 public:
    Timestamp now() const override;
};

}  // namespace till

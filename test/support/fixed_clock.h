#pragma once
#include <string_view>

#include "platform/time/clock.h"

namespace till::test {

inline Timestamp at(std::string_view rfc3339) { return parse_rfc3339(rfc3339).value(); }

/// A clock that stands still until a test sets it.
class FixedClock : public Clock {
 public:
    Timestamp now() const override { return time; }

    Timestamp time = at("2026-11-21T08:30:00Z");
};

}  // namespace till::test

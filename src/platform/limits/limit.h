#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace till::limits {

/// So many hits in a window.
struct Limit {
    std::uint32_t amount = 0;  ///< at least 1
    std::chrono::seconds window{0};

    friend bool operator==(const Limit&, const Limit&) = default;
};

/// Reads the notation of Flask-Limiter: `100 per day`, `100/day`, `10 per 5 minutes`, several joined by `;`, `,` or
/// `|`. Units are second, minute, hour, day, month (30 days) and year (12 of these months), also in the plural and in
/// capitals. Nothing but blanks is no limit. Throws std::invalid_argument, which says what it would take.
std::vector<Limit> parse_limits(std::string_view text);

/// `100 per day`, `10 per 5 minutes`: in the largest unit that fits.
std::string to_text(const Limit& limit);

}  // namespace till::limits

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace till::replay {

/// A decimal number, exactly: its whole hundredths, and whether that is all of it.
struct Decimal {
    bool negative = false;
    std::int64_t pence = 0;
    bool whole_pence = true;

    bool positive() const { return !negative && (pence > 0 || !whole_pence); }
};

/// Digits with at most one decimal point among them and perhaps a sign before them; nothing for anything else.
std::optional<Decimal> parse_decimal(std::string_view text);

/// 218479704 becomes 2184797.04.
std::string format_pence(std::int64_t pence);

}  // namespace till::replay

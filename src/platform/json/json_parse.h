#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "platform/json/json.h"

/// Reading JSON from untrusted clients.
namespace till::json {

/// As parse(); also refuses more than `values_max` values, where objects and lists count too. Each takes some 40 to 100
/// bytes beside its text.
Value parse_bounded(std::string_view text, std::size_t values_max);

/// A number without a fraction, however it is written: 1, 1.0 and 10e-1 are the same (JSON Schema's integer).
struct WholeNumber {
    bool is_whole = false;
    std::optional<std::int64_t> value;  ///< nothing: it does not fit
};
WholeNumber whole_number(const Number& number);

}  // namespace till::json

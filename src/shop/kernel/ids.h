#pragma once
#include <cstdint>

namespace till {

/// Ids are positive and at most 2^53-1, so that every JSON reader reads them exactly.
using ProductId = std::int64_t;
using CustomerId = std::int64_t;
using AccountId = std::int64_t;
using OrderId = std::int64_t;
using MovementId = std::int64_t;
using SessionId = std::int64_t;

inline constexpr std::int64_t id_max = 9'007'199'254'740'991;

}  // namespace till

#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <utility>
#include <vector>

#include "platform/database/database.h"
#include "platform/time/clock.h"

namespace till {

/// Removes expired rows of one kind, at most so many; returns how many.
using RemoveExpired =
    std::function<std::int64_t(database::Transaction& transaction, Timestamp now, std::int64_t at_most)>;

/// Removes expired rows from the database, in writes that are too small to delay an order.
class HousekeepingService {
 public:
    explicit HousekeepingService(database::Database& database) : database_(database) {}

    /// Before the first run. Kinds are removed in the order in which they were added.
    void add(RemoveExpired remove_expired) { kinds_.push_back(std::move(remove_expired)); }

    /// How long to wait from one run to the next.
    static constexpr std::chrono::minutes pause_minutes{10};

    /// Removes all that has expired by then, unless a stop is requested in between.
    void run(Timestamp now, const std::stop_token& stop = {});

 private:
    /// Removes some, in a write of its own, until there are no more.
    void sweep(Timestamp now, const std::stop_token& stop, const RemoveExpired& remove_expired);

    database::Database& database_;
    std::vector<RemoveExpired> kinds_;
};

}  // namespace till

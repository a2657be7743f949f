#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>

#include "platform/database/database.h"
#include "shop/orders/idempotency_repository.h"
#include "shop/sessions/session_repository.h"
#include "platform/time/clock.h"

namespace till {

/// Removes what the store need not keep any longer, in writes that are too small to hold up an order.
class HousekeepingService {
 public:
    HousekeepingService(database::Database& database, IdempotencyRepository& keys, SessionRepository& sessions)
        : database_(database), keys_(keys), sessions_(sessions) {}

    /// How long to wait from one run to the next.
    static constexpr std::chrono::minutes pause_minutes{10};

    /// All that is old by then, unless it is told to stop in between.
    void run(Timestamp now, const std::stop_token& stop = {});

 private:
    /// Removes at most so many rows, and says how many.
    using RemoveSome = std::function<std::int64_t(database::Transaction&, std::int64_t at_most)>;

    /// Removes some, in a write of its own, until there are no more.
    void sweep(const std::stop_token& stop, const RemoveSome& remove_some);

    database::Database& database_;
    IdempotencyRepository& keys_;
    SessionRepository& sessions_;
};

}  // namespace till

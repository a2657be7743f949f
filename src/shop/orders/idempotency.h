#pragma once
#include <compare>
#include <functional>
#include <string>

#include "platform/time/clock.h"
#include "shop/kernel/ids.h"
#include "shop/orders/order.h"

namespace till {

/// Names an attempt of an account: a request with the same key is a replay of the attempt.
struct IdempotencyKey {
    AccountId account_id = 0;
    std::string key;  ///< 1 to 255 visible ASCII characters

    auto operator<=>(const IdempotencyKey&) const = default;
};

/// The stored response of an attempt that made an order. Refusals are not stored: they may be retried.
struct IdempotencyRecord {
    IdempotencyKey key;
    std::string request_hash;
    OrderId order_id = 0;
    std::string response;
    Timestamp created_at;
};

/// A request with an idempotency key.
struct IdempotentRequest {
    std::string key;
    std::string request_hash;                           ///< of all that has to be the same in a replay
    std::function<std::string(const Order&)> response;  ///< the stored response; called in the writer's thread
};

}  // namespace till

#pragma once
#include <chrono>

#include "shop/kernel/housekeeping_service.h"
#include "shop/orders/idempotency_repository.h"

namespace till {

/// How long the response to an idempotent request is stored.
inline constexpr std::chrono::hours key_lifetime_h{48};

inline RemoveExpired remove_expired_keys(IdempotencyRepository& keys) {
    return [&keys](database::Transaction& transaction, Timestamp now, std::int64_t at_most) {
        return keys.remove_expired(transaction, now - key_lifetime_h, at_most);
    };
}

}  // namespace till

#pragma once
#include <span>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/orders/idempotency.h"

namespace till {

/// The idempotency records.
class IdempotencyRepository {
 public:
    virtual ~IdempotencyRepository() = default;

    /// Those of the keys that have a response, in no particular order; one statement for all of them.
    virtual std::vector<IdempotencyRecord> find_all(database::SqlSession& session,
                                                    std::span<const IdempotencyKey> keys) = 0;
    /// Throws database::UniqueViolation where one of the keys has a response already.
    virtual void add(database::Transaction& transaction, std::span<const IdempotencyRecord> records) = 0;

    /// Removes keys from before that time, at most so many, the oldest first. Returns how many.
    virtual std::int64_t remove_expired(database::Transaction& transaction, Timestamp before, std::int64_t at_most) = 0;
};

}  // namespace till

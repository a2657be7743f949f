#pragma once
#include <span>
#include <vector>

#include "platform/database/session.h"
#include "shop/orders/idempotency.h"

namespace till {

/// The answers to attempts that may come again.
class IdempotencyRepository {
 public:
    virtual ~IdempotencyRepository() = default;

    /// Those of the keys that have an answer, in no particular order; one statement for all of them.
    virtual std::vector<KeptAnswer> find_all(database::Session& session, std::span<const IdempotencyKey> keys) = 0;
    /// Throws database::UniqueViolation where one of the keys has an answer already.
    virtual void add(database::Transaction& transaction, std::span<const KeptAnswer> answers) = 0;

    /// Removes keys from before that time, at most so many, the oldest first. Returns how many.
    virtual std::int64_t remove_expired(database::Transaction& transaction, Timestamp before, std::int64_t at_most) = 0;
};

}  // namespace till

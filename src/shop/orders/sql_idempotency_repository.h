#pragma once
#include "shop/orders/idempotency_repository.h"

namespace till {

class SqlIdempotencyRepository : public IdempotencyRepository {
 public:
    std::vector<IdempotencyRecord> find_all(database::SqlSession& session,
                                            std::span<const IdempotencyKey> keys) override;
    void add(database::Transaction& transaction, std::span<const IdempotencyRecord> records) override;
    std::int64_t remove_expired(database::Transaction& transaction, Timestamp before, std::int64_t at_most) override;
};

}  // namespace till

#pragma once
#include "shop/orders/idempotency_repository.h"

namespace till {

class SqlIdempotencyRepository : public IdempotencyRepository {
 public:
    std::vector<KeptAnswer> find_all(database::Session& session, std::span<const IdempotencyKey> keys) override;
    void add(database::Transaction& transaction, std::span<const KeptAnswer> answers) override;
    std::int64_t remove_expired(database::Transaction& transaction, Timestamp before, std::int64_t at_most) override;
};

}  // namespace till

#pragma once
#include <map>
#include <span>
#include <vector>

#include "platform/time/clock.h"
#include "shop/orders/idempotency_repository.h"
#include "shop/orders/placement.h"

namespace till {

/// Finds the replays in a batch of placements: those that came before, in the database or in the batch itself, so that
/// each is placed once, and its response is sent as often as the request comes.
class OrderReplays {
 public:
    using Batch = std::span<Placement* const>;

    explicit OrderReplays(IdempotencyRepository& keys) : keys_(keys) {}

    /// Gives the cached responses to those that have one, and returns the others, each once. Refuses a key that came
    /// with another request. Does nothing where no placement has a key.
    std::vector<Placement*> take_out(database::SqlSession& session, Batch batch);

    /// Stores the responses of those that were placed, and gives them to their duplicates in the batch.
    void record(database::Transaction& transaction, Batch placed);

 private:
    IdempotencyRepository& keys_;
    std::map<Placement*, std::vector<Placement*>> alike_;  // to the first of its kind
};

}  // namespace till

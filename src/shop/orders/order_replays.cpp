#include "shop/orders/order_replays.h"

#include <algorithm>

#include "shop/kernel/problems.h"

namespace till {

using database::SqlSession;
using database::Transaction;

namespace {

IdempotencyKey key_of(const Placement& placement) { return {placement.account, placement.idempotent_request->key}; }

void require_same(const Placement& placement, const std::string& request_hash) {
    if (placement.idempotent_request->request_hash == request_hash) return;
    throw Refusal(problems::idempotency_key_reused,
                  "This Idempotency-Key was used with another request. Use a new key for each order.");
}

void replay(Placement& placement, OrderId order, const std::string& record) {
    placement.order = PlacedOrder();
    placement.order.id = order;
    placement.order.response = record;
    placement.order.is_replay = true;
}

}  // namespace

std::vector<Placement*> OrderReplays::take_out(SqlSession& session, Batch batch) {
    std::vector<IdempotencyKey> keys;
    for (const Placement* placement : batch) {
        if (placement->idempotent_request) keys.push_back(key_of(*placement));
    }
    if (keys.empty()) return {batch.begin(), batch.end()};
    std::map<IdempotencyKey, IdempotencyRecord> recorded;
    for (IdempotencyRecord& record : keys_.find_all(session, keys)) recorded.emplace(record.key, std::move(record));

    std::map<IdempotencyKey, Placement*> first_of_key;
    std::vector<Placement*> to_place;
    for (Placement* placement : batch) {
        if (!placement->idempotent_request) {
            to_place.push_back(placement);
            continue;
        }
        const IdempotencyKey key = key_of(*placement);
        if (const auto record = recorded.find(key); record != recorded.end()) {
            require_same(*placement, record->second.request_hash);
            replay(*placement, record->second.order_id, record->second.response);
        } else if (const auto [first, is_first] = first_of_key.emplace(key, placement); is_first) {
            to_place.push_back(placement);
        } else {
            require_same(*placement, first->second->idempotent_request->request_hash);
            alike_[first->second].push_back(placement);
        }
    }
    return to_place;
}

void OrderReplays::record(Transaction& transaction, Batch placed) {
    std::vector<IdempotencyRecord> records;
    for (Placement* placement : placed) {
        if (!placement->idempotent_request) continue;
        PlacedOrder& order = placement->order;
        order.response = placement->idempotent_request->response(order);
        records.push_back({.key = key_of(*placement),
                           .request_hash = placement->idempotent_request->request_hash,
                           .order_id = order.id,
                           .response = *order.response,
                           .created_at = order.placed_at});
        const auto alike = alike_.find(placement);
        if (alike == alike_.end()) continue;
        for (Placement* other : alike->second) replay(*other, order.id, *order.response);
    }
    if (!records.empty()) keys_.add(transaction, records);
}

}  // namespace till

#include "shop/orders/order_repeats.h"

#include <algorithm>

#include "shop/kernel/problems.h"

namespace till {

using database::Session;
using database::Transaction;

namespace {

IdempotencyKey key_of(const Placement& placement) { return {placement.account, placement.repeatable->key}; }

void require_same(const Placement& placement, const std::string& request_hash) {
    if (placement.repeatable->request_hash == request_hash) return;
    throw Refusal(problems::idempotency_key_reused,
                  "This Idempotency-Key was used with another request. Use a new key for each order.");
}

void replay(Placement& placement, OrderId order, const std::string& answer) {
    placement.order = PlacedOrder();
    placement.order.id = order;
    placement.order.answer = answer;
    placement.order.is_replay = true;
}

}  // namespace

std::vector<Placement*> OrderRepeats::take_out(Session& session, Group group) {
    std::vector<IdempotencyKey> keys;
    for (const Placement* placement : group) {
        if (placement->repeatable) keys.push_back(key_of(*placement));
    }
    if (keys.empty()) return {group.begin(), group.end()};
    std::map<IdempotencyKey, KeptAnswer> kept;
    for (KeptAnswer& answer : keys_.find_all(session, keys)) kept.emplace(answer.key, std::move(answer));

    std::map<IdempotencyKey, Placement*> first_of_key;
    std::vector<Placement*> to_place;
    for (Placement* placement : group) {
        if (!placement->repeatable) {
            to_place.push_back(placement);
            continue;
        }
        const IdempotencyKey key = key_of(*placement);
        if (const auto answer = kept.find(key); answer != kept.end()) {
            require_same(*placement, answer->second.request_hash);
            replay(*placement, answer->second.order_id, answer->second.answer);
        } else if (const auto [first, is_first] = first_of_key.emplace(key, placement); is_first) {
            to_place.push_back(placement);
        } else {
            require_same(*placement, first->second->repeatable->request_hash);
            alike_[first->second].push_back(placement);
        }
    }
    return to_place;
}

void OrderRepeats::keep(Transaction& transaction, Group placed) {
    std::vector<KeptAnswer> answers;
    for (Placement* placement : placed) {
        if (!placement->repeatable) continue;
        PlacedOrder& order = placement->order;
        order.answer = placement->repeatable->answer(order);
        answers.push_back({.key = key_of(*placement),
                           .request_hash = placement->repeatable->request_hash,
                           .order_id = order.id,
                           .answer = *order.answer,
                           .created_at = order.placed_at});
        const auto alike = alike_.find(placement);
        if (alike == alike_.end()) continue;
        for (Placement* other : alike->second) replay(*other, order.id, *order.answer);
    }
    if (!answers.empty()) keys_.add(transaction, answers);
}

}  // namespace till

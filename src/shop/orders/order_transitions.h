#pragma once
#include <algorithm>
#include <iterator>
#include <string>

#include "shop/orders/order.h"

namespace till {

struct OrderTransition {
    OrderStatus from;
    OrderStatus to;
};

/// All transitions of an order.
inline constexpr OrderTransition order_transitions[] = {
    {OrderStatus::pending, OrderStatus::processing}, {OrderStatus::processing, OrderStatus::shipped},
    {OrderStatus::shipped, OrderStatus::delivered},  {OrderStatus::delivered, OrderStatus::returned},
    {OrderStatus::pending, OrderStatus::cancelled},  {OrderStatus::processing, OrderStatus::cancelled},
};

constexpr bool can_transition(OrderStatus from, OrderStatus to) {
    return std::any_of(
        std::begin(order_transitions), std::end(order_transitions),
        [=](const OrderTransition& transition) { return transition.from == from && transition.to == to; });
}

/// Where an order can go from there: `processing or cancelled`; `nowhere` at its end.
inline std::string transitions_from(OrderStatus from) {
    std::string names;
    for (const OrderTransition& transition : order_transitions) {
        if (transition.from == from) names += (names.empty() ? "" : " or ") + std::string(name_of(transition.to));
    }
    return names.empty() ? "nowhere" : names;
}

/// Whether the ordered units are in stock again.
constexpr bool is_back_in_stock(OrderStatus status) {
    return status == OrderStatus::cancelled || status == OrderStatus::returned;
}

/// Whether a carrier has it, or had it.
constexpr bool is_on_its_way(OrderStatus status) {
    return status == OrderStatus::shipped || status == OrderStatus::delivered || status == OrderStatus::returned;
}

/// Whether its carrier and tracking number can be put right: a carrier has it now.
constexpr bool is_in_transit(OrderStatus status) { return status == OrderStatus::shipped; }

}  // namespace till

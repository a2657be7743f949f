#pragma once
#include <algorithm>
#include <iterator>
#include <string>

#include "shop/orders/order.h"

namespace till {

struct OrderMove {
    OrderStatus from;
    OrderStatus to;
};

/// Every step that an order can take.
inline constexpr OrderMove order_moves[] = {
    {OrderStatus::pending, OrderStatus::processing}, {OrderStatus::processing, OrderStatus::shipped},
    {OrderStatus::shipped, OrderStatus::delivered},  {OrderStatus::delivered, OrderStatus::returned},
    {OrderStatus::pending, OrderStatus::cancelled},  {OrderStatus::processing, OrderStatus::cancelled},
};

constexpr bool can_move(OrderStatus from, OrderStatus to) {
    return std::any_of(std::begin(order_moves), std::end(order_moves),
                       [=](const OrderMove& move) { return move.from == from && move.to == to; });
}

/// Where an order can go from there: `processing or cancelled`; `nowhere` at its end.
inline std::string moves_from(OrderStatus from) {
    std::string names;
    for (const OrderMove& move : order_moves) {
        if (move.from == from) names += (names.empty() ? "" : " or ") + std::string(name_of(move.to));
    }
    return names.empty() ? "nowhere" : names;
}

/// Whether what was ordered is on the shelf again.
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

#include "shop/orders/order_transitions.h"

#include <gmock/gmock.h>

namespace till {
namespace {

std::string moves_among_all() {
    std::string moves;
    for (const std::string_view from : Names<OrderStatus>::names) {
        for (const std::string_view to : Names<OrderStatus>::names) {
            if (!can_move(*from_name<OrderStatus>(from), *from_name<OrderStatus>(to))) continue;
            moves += std::string(from) + ">" + std::string(to) + " ";
        }
    }
    return moves;
}

TEST(TheMovesOfAnOrder, AreTheseAndNoOthers) {
    EXPECT_EQ(moves_among_all(),
              "pending>processing pending>cancelled processing>shipped processing>cancelled shipped>delivered "
              "delivered>returned ");
}

TEST(TheMovesOfAnOrder, AreToldInWords) {
    EXPECT_EQ(moves_from(OrderStatus::pending), "processing or cancelled");
    EXPECT_EQ(moves_from(OrderStatus::shipped), "delivered");
    EXPECT_EQ(moves_from(OrderStatus::returned), "nowhere");
    EXPECT_EQ(moves_from(OrderStatus::cancelled), "nowhere");
}

TEST(TheMovesOfAnOrder, NeverLeadAwayFromWhereStockIsBack) {
    for (const OrderMove& move : order_moves) EXPECT_FALSE(is_back_in_stock(move.from));
    EXPECT_TRUE(is_back_in_stock(OrderStatus::cancelled));
    EXPECT_TRUE(is_back_in_stock(OrderStatus::returned));
    EXPECT_FALSE(is_back_in_stock(OrderStatus::delivered));
}

}  // namespace
}  // namespace till

#include "shop/orders/order_transitions.h"

#include <gmock/gmock.h>

namespace till {
namespace {

std::string transitions_among_all() {
    std::string transitions;
    for (const std::string_view from : Names<OrderStatus>::names) {
        for (const std::string_view to : Names<OrderStatus>::names) {
            if (!can_transition(*from_name<OrderStatus>(from), *from_name<OrderStatus>(to))) continue;
            transitions += std::string(from) + ">" + std::string(to) + " ";
        }
    }
    return transitions;
}

TEST(TheTransitionsOfAnOrder, AreTheseAndNoOthers) {
    EXPECT_EQ(transitions_among_all(),
              "pending>processing pending>cancelled processing>shipped processing>cancelled shipped>delivered "
              "delivered>returned ");
}

TEST(TheTransitionsOfAnOrder, AreToldInWords) {
    EXPECT_EQ(transitions_from(OrderStatus::pending), "processing or cancelled");
    EXPECT_EQ(transitions_from(OrderStatus::shipped), "delivered");
    EXPECT_EQ(transitions_from(OrderStatus::returned), "nowhere");
    EXPECT_EQ(transitions_from(OrderStatus::cancelled), "nowhere");
}

TEST(TheTransitionsOfAnOrder, NeverLeadAwayFromWhereStockIsBack) {
    for (const OrderTransition& transition : order_transitions) EXPECT_FALSE(is_back_in_stock(transition.from));
    EXPECT_TRUE(is_back_in_stock(OrderStatus::cancelled));
    EXPECT_TRUE(is_back_in_stock(OrderStatus::returned));
    EXPECT_FALSE(is_back_in_stock(OrderStatus::delivered));
}

}  // namespace
}  // namespace till

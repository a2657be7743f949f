#include "shop/carts/cart.h"

#include <gtest/gtest.h>

#include "shop/kernel/list_page.h"
#include "support/samples.h"

namespace till {
namespace {

TEST(ACart, AddsUpItsLines) {
    Cart cart;
    EXPECT_EQ(cart.item_count(), 0);
    EXPECT_EQ(cart.total(), Money());
    cart.items.push_back({.product_id = 1, .name = "Lamp", .unit_price = test::money("2.50"), .quantity = 3});
    cart.items.push_back({.product_id = 2, .name = "Mug", .unit_price = test::money("0.10"), .quantity = 10});
    EXPECT_EQ(cart.items[0].line_total(), test::money("7.50"));
    EXPECT_EQ(cart.item_count(), 13);
    EXPECT_EQ(cart.total(), test::money("8.50"));
}

TEST(APage, KnowsItsPlaceAndHowManyThereAre) {
    EXPECT_EQ((ListPageRequest{.page = 3, .per_page = 20}.offset()), 40);
    const auto pages_for = [](std::int64_t total) {
        return ListPage<int>{.items = {}, .page = 1, .per_page = 20, .total = total}.pages();
    };
    EXPECT_EQ(pages_for(0), 0);
    EXPECT_EQ(pages_for(1), 1);
    EXPECT_EQ(pages_for(20), 1);
    EXPECT_EQ(pages_for(21), 2);
}

}  // namespace
}  // namespace till

#include "support/shop_test.h"

namespace till::test {
namespace {

class CheckoutOfACart : public ShopTest {};

TEST_P(CheckoutOfACart, MakesAnOrderAndEmptiesTheCart) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "3.50", 7);
    const std::int64_t cup = shop().new_product("Cup", "0.99", 7);
    shopper.api.post("/cart/items", item_of(tea, 2));
    shopper.api.post("/cart/items", item_of(cup, 3));
    const Response order = shopper.api.post(
        "/cart/checkout",
        json::Object{{"shipping_address", "Main Street 1\nTown"}, {"note", "Ring twice"}, {"expected_total", "9.97"}});
    ASSERT_THAT(order, HasStatus(201));
    EXPECT_EQ(order.header("Location"), "/api/v1/orders/" + order.at("id"));
    EXPECT_EQ(order.at("customer_id"), std::to_string(shopper.customer));
    EXPECT_EQ(order.at("status"), "pending");
    EXPECT_EQ(order.at("total"), "9.97");
    EXPECT_EQ(order.at("shipping_address"), "Main Street 1\nTown");
    EXPECT_EQ(order.at("note"), "Ring twice");
    EXPECT_THAT(order.each("items", "line_total"), testing::ElementsAre("7.00", "2.97"));

    EXPECT_EQ(shopper.api.get("/cart").count("items"), 0U);
    EXPECT_EQ(shop().stock_of(tea), "5");
    EXPECT_EQ(shop().stock_of(cup), "4");
    EXPECT_EQ(shopper.api.get("/orders/" + order.at("id")).body, order.body);
    EXPECT_EQ(shopper.api.get("/me/orders").at("items.0"), order.body);
}

TEST_P(CheckoutOfACart, NeedsNoBody) {
    const Shopper shopper = shop().new_shopper();
    shopper.api.post("/cart/items", item_of(shop().new_product("Tea", "3.50", 7), 1));
    const Response order = shopper.api.send("POST", "/cart/checkout");
    ASSERT_THAT(order, HasStatus(201));
    EXPECT_EQ(order.at("shipping_address"), "null");
    EXPECT_EQ(order.at("note"), "null");
}

TEST_P(CheckoutOfACart, RefusesAnEmptyOne) {
    const Shopper shopper = shop().new_shopper();
    EXPECT_THAT(shopper.api.send("POST", "/cart/checkout"), Refused(409, "cart-empty"));
    shopper.api.post("/cart/items", item_of(shop().new_product("Tea", "3.50", 7), 1));
    shopper.api.send("POST", "/cart/checkout");
    EXPECT_THAT(shopper.api.send("POST", "/cart/checkout"), Refused(409, "cart-empty"));
    EXPECT_EQ(shopper.api.get("/me/orders").at("total"), "1");
}

TEST_P(CheckoutOfACart, RefusesAnotherTotalThanTheCustomerSaw) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "3.50", 7);
    shopper.api.post("/cart/items", item_of(tea, 2));
    admin().patch("/products/" + std::to_string(tea), json::Object{{"price", "3.60"}});
    EXPECT_THAT(shopper.api.post("/cart/checkout", json::Object{{"expected_total", "7.00"}}),
                Refused(409, "price-changed"));
    EXPECT_EQ(shopper.api.get("/cart").count("items"), 1U);
    EXPECT_EQ(shop().stock_of(tea), "7");
    EXPECT_EQ(shopper.api.get("/me/orders").at("total"), "0");
    EXPECT_THAT(shopper.api.post("/cart/checkout", json::Object{{"expected_total", "7.20"}}), HasStatus(201));
}

TEST_P(CheckoutOfACart, TakesTheExpectedTotalAsANumberToo) {
    const Shopper shopper = shop().new_shopper();
    shopper.api.post("/cart/items", item_of(shop().new_product("Tea", "3.50", 7), 2));
    EXPECT_THAT(shopper.api.send("POST", "/cart/checkout", R"({"expected_total":7})"), HasStatus(201));
}

TEST_P(CheckoutOfACart, KeepsTheCartWhereStockIsShort) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "3.50", 7);
    const std::int64_t cup = shop().new_product("Cup", "3.50", 1);
    shopper.api.post("/cart/items", item_of(tea, 2));
    shopper.api.post("/cart/items", item_of(cup, 2));
    const Response refused = shopper.api.send("POST", "/cart/checkout");
    ASSERT_THAT(refused, Refused(409, "insufficient-stock"));
    EXPECT_EQ(refused.at("shortages"),
              R"([{"product_id":)" + std::to_string(cup) + R"(,"requested":2,"available":1}])");
    EXPECT_EQ(shopper.api.get("/cart").count("items"), 2U);
    EXPECT_EQ(shop().stock_of(tea), "7");
    EXPECT_EQ(shop().stock_of(cup), "1");
}

TILL_SHOP_TEST(CheckoutOfACart);

}  // namespace
}  // namespace till::test

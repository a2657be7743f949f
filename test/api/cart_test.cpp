#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::ElementsAre;

class Cart : public ShopTest {
 protected:
    static std::string item_path(std::int64_t product) { return "/cart/items/" + std::to_string(product); }
};

TEST_P(Cart, IsEmptyInTheBeginning) {
    const Response cart = shop().new_shopper().api.get("/cart");
    ASSERT_THAT(cart, HasStatus(200));
    EXPECT_EQ(cart.body, R"({"items":[],"item_count":0,"total":"0.00","currency":"USD"})");
}

TEST_P(Cart, ShowsTodaysPriceAndStock) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea =
        shop().new_product({{"name", "Tea"}, {"price", "3.50"}, {"stock", 7}, {"sku", "CART-TEA"}});
    const Response cart = shopper.api.post("/cart/items", item_of(tea, 2));
    ASSERT_THAT(cart, HasStatus(200));
    EXPECT_EQ(cart.at("items.0"), R"({"product_id":)" + std::to_string(tea) +
                                      R"(,"sku":"CART-TEA","name":"Tea","unit_price":"3.50","quantity":2,)"
                                      R"("line_total":"7.00","available":7})");
    EXPECT_EQ(cart.at("item_count"), "2");
    EXPECT_EQ(cart.at("total"), "7.00");
    EXPECT_EQ(cart.at("currency"), "USD");

    admin().patch("/products/" + std::to_string(tea), json::Object{{"price", "4.00"}});
    admin().post("/products/" + std::to_string(tea) + "/stock-movements",
                 json::Object{{"change", -6}, {"reason", "damaged"}});
    const Response later = shopper.api.get("/cart");
    EXPECT_EQ(later.at("items.0.unit_price"), "4.00");
    EXPECT_EQ(later.at("items.0.available"), "1");
    EXPECT_EQ(later.at("total"), "8.00");
}

TEST_P(Cart, AddsToWhatIsThere) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "1.10", 50);
    const std::int64_t cup = shop().new_product("Cup", "5.00", 50);
    shopper.api.post("/cart/items", item_of(tea, 2));
    shopper.api.post("/cart/items", item_of(cup, 1));
    const Response cart = shopper.api.post("/cart/items", item_of(tea, 3));
    ASSERT_THAT(cart, HasStatus(200));
    EXPECT_THAT(cart.each("items", "name"), ElementsAre("Tea", "Cup")) << "in the order in which they came in";
    EXPECT_THAT(cart.each("items", "quantity"), ElementsAre("5", "1"));
    EXPECT_EQ(cart.at("item_count"), "6");
    EXPECT_EQ(cart.at("total"), "10.50");
    EXPECT_EQ(shopper.api.get("/cart").body, cart.body);
}

TEST_P(Cart, TakesMoreThanIsInStock) {
    const Shopper shopper = shop().new_shopper();
    const Response cart = shopper.api.post("/cart/items", item_of(shop().new_product("Rare", "1.00", 1), 100'000));
    ASSERT_THAT(cart, HasStatus(200));
    EXPECT_EQ(cart.at("items.0.available"), "1");
}

TEST_P(Cart, HoldsAtMostAHundredThousandUnitsOfAProduct) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t product = shop().new_product("Nail", "0.01", 5);
    shopper.api.post("/cart/items", item_of(product, 99'999));
    EXPECT_THAT(shopper.api.post("/cart/items", item_of(product, 2)), InvalidField("quantity"));
    EXPECT_EQ(shopper.api.get("/cart").at("item_count"), "99999");
    EXPECT_EQ(shopper.api.post("/cart/items", item_of(product, 1)).at("item_count"), "100000");
}

TEST_P(Cart, RefusesATotalThatCannotBeCounted) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t palace = shop().new_product("Palace", "1000000000000.00", 5);
    EXPECT_THAT(shopper.api.post("/cart/items", item_of(palace, 100'000)), Refused(422, "validation-failed"));
    const Response cart = shopper.api.get("/cart");
    ASSERT_THAT(cart, HasStatus(200));
    EXPECT_EQ(cart.count("items"), 0U);
}

TEST_P(Cart, SurvivesAPriceThatMakesItsTotalUncountable) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t product = shop().new_product("Bargain", "0.01", 5);
    shopper.api.post("/cart/items", item_of(product, 100'000));
    ASSERT_THAT(admin().patch("/products/" + std::to_string(product), json::Object{{"price", "1000000000000.00"}}),
                HasStatus(200));
    EXPECT_LT(shopper.api.get("/cart").status, 500);
    EXPECT_THAT(shopper.api.del("/cart"), HasStatus(204)) << "there has to be a way out";
    EXPECT_THAT(shopper.api.get("/cart"), HasStatus(200));
}

TEST_P(Cart, SetsAQuantity) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "1.10", 50);
    shopper.api.post("/cart/items", item_of(tea, 2));
    const Response cart = shopper.api.put(item_path(tea), json::Object{{"quantity", 7}});
    ASSERT_THAT(cart, HasStatus(200));
    EXPECT_EQ(cart.at("items.0.quantity"), "7");
    EXPECT_EQ(cart.at("total"), "7.70");
}

TEST_P(Cart, SetsAndRemovesOnlyWhatIsInIt) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "1.10", 50);
    EXPECT_THAT(shopper.api.put(item_path(tea), json::Object{{"quantity", 7}}), Refused(404, "not-found"));
    EXPECT_THAT(shopper.api.del(item_path(tea)), Refused(404, "not-found"));
    EXPECT_EQ(shopper.api.get("/cart").count("items"), 0U);
}

TEST_P(Cart, RemovesAProduct) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "1.10", 50);
    const std::int64_t cup = shop().new_product("Cup", "5.00", 50);
    shopper.api.post("/cart/items", item_of(tea, 2));
    shopper.api.post("/cart/items", item_of(cup, 1));
    const Response cart = shopper.api.del(item_path(tea));
    ASSERT_THAT(cart, HasStatus(200));
    EXPECT_THAT(cart.each("items", "name"), ElementsAre("Cup"));
    EXPECT_EQ(cart.at("total"), "5.00");
}

TEST_P(Cart, IsClearedAsAWhole) {
    const Shopper shopper = shop().new_shopper();
    shopper.api.post("/cart/items", item_of(shop().new_product("Tea", "1.10", 50), 2));
    const Response cleared = shopper.api.del("/cart");
    EXPECT_THAT(cleared, HasStatus(204));
    EXPECT_EQ(cleared.body, "");
    EXPECT_EQ(shopper.api.get("/cart").count("items"), 0U);
    EXPECT_THAT(shopper.api.del("/cart"), HasStatus(204)) << "an empty one can be cleared, too";
}

TEST_P(Cart, BelongsToOneCustomer) {
    const Shopper one = shop().new_shopper();
    const Shopper other = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "1.10", 50);
    one.api.post("/cart/items", item_of(tea, 2));
    EXPECT_EQ(other.api.get("/cart").count("items"), 0U);
    EXPECT_THAT(other.api.del(item_path(tea)), Refused(404, "not-found"));
    EXPECT_EQ(one.api.get("/cart").count("items"), 1U);
}

TEST_P(Cart, TakesOnlyProductsThatThereAre) {
    const Shopper shopper = shop().new_shopper();
    EXPECT_THAT(shopper.api.post("/cart/items", item_of(9'007'199'254'740'991, 1)), InvalidField("product_id"));
}

TEST_P(Cart, LosesAProductThatIsTakenOutOfTheShop) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t gone = shop().new_product("Gone", "1.00", 50);
    const std::int64_t stays = shop().new_product("Stays", "2.00", 50);
    shopper.api.post("/cart/items", item_of(gone, 2));
    shopper.api.post("/cart/items", item_of(stays, 3));
    ASSERT_THAT(admin().del("/products/" + std::to_string(gone)), HasStatus(204));
    const Response cart = shopper.api.get("/cart");
    EXPECT_THAT(cart.each("items", "name"), ElementsAre("Stays"));
    EXPECT_EQ(cart.at("total"), "6.00");
    const Response order = shopper.api.send("POST", "/cart/checkout");
    ASSERT_THAT(order, HasStatus(201));
    EXPECT_EQ(order.at("total"), "6.00");
}

TILL_SHOP_TEST(Cart);

}  // namespace
}  // namespace till::test

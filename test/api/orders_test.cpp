#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::ElementsAre;

class Orders : public ShopTest {
 protected:
    static json::Value two_items(json::Value one, json::Value other) {
        return json::Object{{"items", json::Array{std::move(one), std::move(other)}}};
    }
};

TEST_P(Orders, ArePlacedWithALineForEachProduct) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product({{"name", "Tea"}, {"price", "3.50"}, {"stock", 9}, {"sku", "ORD-TEA"}});
    const std::int64_t cup = shop().new_product("Cup", "0.99", 9);
    const Response order = shopper.api.post("/orders", two_items(item_of(tea, 2), item_of(cup, 1)));
    ASSERT_THAT(order, HasStatus(201));
    EXPECT_EQ(order.header("Location"), "/api/v1/orders/" + order.at("id"));
    EXPECT_EQ(order.header("Content-Type"), "application/json");
    EXPECT_EQ(order.at("customer_id"), std::to_string(shopper.customer));
    EXPECT_EQ(order.at("status"), "pending");
    EXPECT_EQ(order.at("currency"), "USD");
    EXPECT_EQ(order.at("total"), "7.99");
    EXPECT_EQ(order.at("version"), "1");
    EXPECT_THAT(order.at("placed_at"), testing::MatchesRegex("20[0-9-]+T[0-9:.]+Z"));
    EXPECT_EQ(order.at("items.0"), R"({"product_id":)" + std::to_string(tea) +
                                       R"(,"sku":"ORD-TEA","name":"Tea","unit_price":"3.50","quantity":2,)"
                                       R"("line_total":"7.00"})");
    EXPECT_EQ(order.at("items.1.sku"), "null");
    EXPECT_EQ(order.at("carrier"), "null");
    EXPECT_EQ(order.at("tracking_number"), "null");
    EXPECT_EQ(shop().stock_of(tea), "7");
    EXPECT_EQ(shop().stock_of(cup), "8");
}

TEST_P(Orders, AddUpTheLinesOfOneProduct) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "3.50", 9);
    const Response order = shopper.api.post("/orders", two_items(item_of(tea, 2), item_of(tea, 5)));
    ASSERT_THAT(order, HasStatus(201));
    EXPECT_EQ(order.count("items"), 1U);
    EXPECT_EQ(order.at("items.0.quantity"), "7");
    EXPECT_EQ(order.at("total"), "24.50");
    EXPECT_EQ(shop().stock_of(tea), "2");
    EXPECT_THAT(shopper.api.post("/orders", two_items(item_of(tea, 1), item_of(tea, 2))),
                Refused(409, "insufficient-stock"));
    EXPECT_EQ(shop().stock_of(tea), "2");
}

TEST_P(Orders, KeepTheirCopiesWhenAProductChangesOrGoes) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea =
        shop().new_product({{"name", "Tea"}, {"price", "3.50"}, {"stock", 9}, {"sku", "KEEP-TEA"}});
    const Response order = shopper.api.post("/orders", order_of(tea, 2));
    ASSERT_THAT(order, HasStatus(201));
    const std::string path = "/products/" + std::to_string(tea);
    admin().patch(path, json::Object{{"name", "Other"}, {"price", "9.00"}, {"sku", "OTHER"}});
    EXPECT_EQ(shopper.api.get("/orders/" + order.at("id")).body, order.body);
    ASSERT_THAT(admin().del(path), HasStatus(204));
    const Response later = shopper.api.get("/orders/" + order.at("id"));
    EXPECT_EQ(later.at("items.0.name"), "Tea");
    EXPECT_EQ(later.at("items.0.sku"), "KEEP-TEA");
    EXPECT_EQ(later.at("items.0.unit_price"), "3.50");
    EXPECT_EQ(later.at("total"), "7.00");
}

TEST_P(Orders, SayWhatIsShortAndTakeNothing) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t plenty = shop().new_product("Plenty", "1.00", 100);
    const std::int64_t few = shop().new_product("Few", "1.00", 3);
    const std::int64_t none = shop().new_product("None", "1.00", 0);
    const Response refused = shopper.api.post(
        "/orders", json::Object{{"items", json::Array{item_of(none, 1), item_of(plenty, 5), item_of(few, 4)}}});
    ASSERT_THAT(refused, Refused(409, "insufficient-stock"));
    ASSERT_EQ(refused.count("shortages"), 2U);
    EXPECT_THAT(refused.each("shortages", "product_id"),
                testing::UnorderedElementsAre(std::to_string(few), std::to_string(none)));
    EXPECT_THAT(refused.each("shortages", "requested"), testing::UnorderedElementsAre("4", "1"));
    EXPECT_THAT(refused.each("shortages", "available"), testing::UnorderedElementsAre("3", "0"));
    EXPECT_EQ(shop().stock_of(plenty), "100");
    EXPECT_EQ(shop().stock_of(few), "3");
    EXPECT_EQ(shop().ledger_sum(plenty), 100);
    EXPECT_EQ(shopper.api.get("/me/orders").at("total"), "0");
}

TEST_P(Orders, NameEveryUnknownProduct) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "3.50", 9);
    const Response refused = shopper.api.post(
        "/orders", json::Object{{"items", json::Array{item_of(777'777, 1), item_of(tea, 1), item_of(888'888, 1)}}});
    EXPECT_THAT(refused, Invalid(std::vector<std::string>{"items.0.product_id", "items.2.product_id"}));
    EXPECT_EQ(shop().stock_of(tea), "9");
}

TEST_P(Orders, OfAnAdminSayForWhom) {
    const std::int64_t tea = shop().new_product("Tea", "3.50", 9);
    EXPECT_THAT(admin().post("/orders", order_of(tea, 1)), InvalidField("customer_id"));
    json::Value order = order_of(tea, 1);
    order["customer_id"] = 9'999'999;
    EXPECT_THAT(admin().post("/orders", order), InvalidField("customer_id"));
    EXPECT_EQ(shop().stock_of(tea), "9");

    const std::int64_t customer = shop().new_customer();
    order["customer_id"] = customer;
    const Response placed = admin().post("/orders", order);
    ASSERT_THAT(placed, HasStatus(201));
    EXPECT_EQ(placed.at("customer_id"), std::to_string(customer));
}

TEST_P(Orders, OfACustomerAreHisOwn) {
    const Shopper one = shop().new_shopper();
    const Shopper other = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "3.50", 9);
    json::Value order = order_of(tea, 1);
    order["customer_id"] = other.customer;
    EXPECT_THAT(one.api.post("/orders", order), InvalidField("customer_id"));
    order["customer_id"] = one.customer;
    const Response placed = one.api.post("/orders", order);
    ASSERT_THAT(placed, HasStatus(201));

    const std::string path = "/orders/" + placed.at("id");
    EXPECT_THAT(one.api.get(path), HasStatus(200));
    EXPECT_THAT(admin().get(path), HasStatus(200));
    const Response hidden = other.api.get(path);
    EXPECT_THAT(hidden, Refused(404, "not-found"));
    EXPECT_EQ(other.api.get("/me/orders").at("total"), "0");
    const Response missing = other.api.get("/orders/999999999");
    EXPECT_EQ(hidden.at("title"), missing.at("title")) << "the two have to look the same";
}

TEST_P(Orders, AreListedNewestFirst) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "3.50", 90);
    std::vector<std::string> newest_first;
    for (int i = 0; i < 5; ++i) {
        newest_first.insert(newest_first.begin(), shopper.api.post("/orders", order_of(tea, 1)).at("id"));
    }
    EXPECT_EQ(shopper.api.get("/me/orders").each("items", "id"), newest_first);
    const std::string customer = "customer_id=" + std::to_string(shopper.customer);
    EXPECT_EQ(admin().get("/orders?" + customer).each("items", "id"), newest_first);

    const Response second = shopper.api.get("/me/orders?per_page=2&page=2");
    EXPECT_THAT(second.each("items", "id"), ElementsAre(newest_first[2], newest_first[3]));
    EXPECT_EQ(second.at("total"), "5");
    EXPECT_EQ(second.at("pages"), "3");
    EXPECT_EQ(shopper.api.get("/me/orders?per_page=2&page=9").count("items"), 0U);
}

TEST_P(Orders, CanBeFiltered) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "3.50", 90);
    const Response order = shopper.api.post("/orders", order_of(tea, 1));
    const std::string time = percent_encoded(order.at("placed_at"));
    const std::string customer = "/orders?customer_id=" + std::to_string(shopper.customer);
    const auto total = [&](const std::string& more) { return admin().get(customer + more).at("total"); };
    EXPECT_EQ(total(""), "1");
    EXPECT_EQ(total("&status=pending"), "1");
    EXPECT_EQ(total("&status=shipped"), "0");
    EXPECT_EQ(total("&from=" + time), "1") << "then or later";
    EXPECT_EQ(total("&to=" + time), "0") << "before";
    EXPECT_EQ(total("&from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z"), "0");
    EXPECT_EQ(total("&from=2020-01-01T00:00:00Z&to=2999-01-02T00:00:00%2B01:00"), "1");
    const std::string day = order.at("placed_at").substr(0, 10);
    EXPECT_EQ(total("&from=" + day + "&to=" + day), "1") << "both days count";
    EXPECT_EQ(total("&to=2020-01-01"), "0");
    EXPECT_EQ(admin().get("/orders?customer_id=9007199254740991").at("total"), "0");
    EXPECT_THAT(admin().get(customer + "&status=lost&from=yesterday&per_page=0"),
                Invalid(std::vector<std::string>{"status", "from", "per_page"}));
}

TEST_P(Orders, RefuseATotalThatCannotBeCounted) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t palace = shop().new_product("Palace", "1000000000000.00", 1'000'000);
    EXPECT_THAT(shopper.api.post("/orders", order_of(palace, 100'000)), Refused(422, "validation-failed"));
    EXPECT_EQ(shop().stock_of(palace), "1000000");
}

TEST_P(Orders, HaveSoManyLinesAndUnitsAtMost) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "0.01", 500'000);
    const std::int64_t mug = shop().new_product("Mug", "0.01", 500'000);
    const auto place = [&](const json::Array& items) {
        return shopper.api.post("/orders", json::Object{{"items", items}});
    };
    json::Array items(201, item_of(tea, 1));
    EXPECT_THAT(place(items), InvalidField("items"));
    items.pop_back();
    const Response order = place(items);
    ASSERT_THAT(order, HasStatus(201));
    EXPECT_EQ(order.at("total"), "2.00");
    EXPECT_THAT(place({item_of(tea, 100'001)}), InvalidField("items.0.quantity"));
    EXPECT_THAT(place({item_of(tea, 60'000), item_of(tea, 60'000)}),
                Invalid(std::vector<std::string>{"items", "items.1.quantity"}));
    EXPECT_THAT(place({item_of(tea, 60'000), item_of(mug, 60'000)}), InvalidField("items"));
    EXPECT_EQ(shop().stock_of(tea), "499800");
    ASSERT_THAT(shopper.api.post("/cart/items", item_of(tea, 60'000)), HasStatus(200));
    EXPECT_THAT(shopper.api.post("/cart/items", item_of(mug, 60'000)), InvalidField("quantity"));
    EXPECT_THAT(shopper.api.post("/cart/items", item_of(mug, 40'000)), HasStatus(200));
    EXPECT_THAT(shopper.api.put("/cart/items/" + std::to_string(mug), json::Object{{"quantity", 40'001}}),
                InvalidField("quantity"));
}

TEST_P(Orders, AreListedWithTheirFirstLines) {
    const Shopper shopper = shop().new_shopper();
    json::Array items;
    for (int i = 0; i < 12; ++i)
        items.push_back(item_of(shop().new_product("Thing " + std::to_string(i), "1.00", 9), 2));
    const Response order = shopper.api.post("/orders", json::Object{{"items", items}});
    ASSERT_THAT(order, HasStatus(201));
    EXPECT_EQ(order.count("items"), 12U);
    EXPECT_EQ(order.at("line_count"), "12");
    EXPECT_EQ(order.at("item_count"), "24");
    EXPECT_EQ(order.at("items_truncated"), "false");
    EXPECT_EQ(shopper.api.get("/orders/" + order.at("id")).body, order.body);
    for (const Response& list :
         {shopper.api.get("/me/orders"), admin().get("/orders?customer_id=" + std::to_string(shopper.customer))}) {
        EXPECT_EQ(list.count("items.0.items"), 10U);
        EXPECT_EQ(list.at("items.0.items.9.name"), "Thing 9");
        EXPECT_EQ(list.at("items.0.line_count"), "12");
        EXPECT_EQ(list.at("items.0.item_count"), "24");
        EXPECT_EQ(list.at("items.0.items_truncated"), "true");
        EXPECT_EQ(list.at("items.0.total"), "24.00");
    }
}

TEST_P(Orders, SayWhoPlacedThemAsTheCustomerWasThen) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "3.50", 9);
    const std::string path = "/customers/" + std::to_string(shopper.customer);
    const std::string email = shopper.username + "@first.example";
    admin().patch(path, json::Object{{"name", "Ada Byron"}, {"email", email}, {"phone", "+44 20 7946 0000"}});
    const Response order = shopper.api.post("/orders", order_of(tea, 1));
    ASSERT_THAT(order, HasStatus(201));
    EXPECT_EQ(order.at("customer_name"), "Ada Byron");
    EXPECT_EQ(order.at("customer_email"), email);
    EXPECT_EQ(order.at("customer_phone"), "+44 20 7946 0000");
    json::Value for_her = order_of(tea, 1);
    for_her["customer_id"] = shopper.customer;
    EXPECT_EQ(admin().post("/orders", for_her).at("customer_name"), "Ada Byron");
    ASSERT_THAT(shopper.api.post("/cart/items", item_of(tea, 1)), HasStatus(200));
    EXPECT_EQ(shopper.api.send("POST", "/cart/checkout").at("customer_email"), email);

    admin().patch(path, json::Object{{"name", "Ada Lovelace"}, {"phone", json::Value()}});
    EXPECT_EQ(shopper.api.get("/orders/" + order.at("id")).body, order.body) << "later changes do not reach it";
    EXPECT_THAT(shopper.api.get("/me/orders").each("items", "customer_name"),
                ElementsAre("Ada Byron", "Ada Byron", "Ada Byron"));
    ASSERT_THAT(admin().del(path), HasStatus(204));
    const Response left = admin().get("/orders/" + order.at("id"));
    for (const char* field : {"customer_id", "customer_name", "customer_email", "customer_phone"}) {
        EXPECT_EQ(left.at(field), "null") << field;
    }
}

TILL_SHOP_TEST(Orders);

}  // namespace
}  // namespace till::test

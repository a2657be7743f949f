#include <algorithm>

#include "support/at_once.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

class SixtyFourOrdersAtOnce : public ShopTest {
 protected:
    static void expect_sold_out(std::int64_t product) {
        EXPECT_EQ(shop().stock_of(product), "0");
        EXPECT_EQ(shop().ledger_sum(product), 0);
    }
};

TEST_P(SixtyFourOrdersAtOnce, SellTheTwentyUnitsThatAreLeft) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t product = shop().new_product("Wanted", "1.00", 20);
    const std::vector<Api> apis = connections(shop(), shopper.api.token(), 64);
    const auto responses =
        all_at_once(64, [&](std::size_t i) { return apis[i].post("/orders", order_of(product, 1)); });
    EXPECT_EQ(count_of(responses, 201), 20);
    EXPECT_EQ(count_of(responses, 409), 44);
    for (const Response& response : responses) {
        if (response.status == 201) continue;
        EXPECT_THAT(response, Refused(409, "insufficient-stock"));
        EXPECT_EQ(response.at("shortages"),
                  R"([{"product_id":)" + std::to_string(product) + R"(,"requested":1,"available":0}])");
    }
    expect_sold_out(product);
    EXPECT_EQ(shopper.api.get("/me/orders").at("total"), "20");
    EXPECT_EQ(admin().get("/products/" + std::to_string(product) + "/stock-movements").at("total"), "21")
        << "one row for the beginning and one for each sale";
}

TEST_P(SixtyFourOrdersAtOnce, DoNotSpoilOrdersOfOtherProducts) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t wanted = shop().new_product("Wanted", "1.00", 20);
    const std::int64_t other = shop().new_product("Other", "1.00", 1000);
    const std::vector<Api> apis = connections(shop(), shopper.api.token(), 96);
    const auto responses = all_at_once(96, [&](std::size_t i) {
        return apis[i].post("/orders", i % 3 == 2 ? order_of(other, 3) : order_of(wanted, 1));
    });
    std::vector<Response> of_wanted;
    for (std::size_t i = 0; i < responses.size(); ++i) {
        if (i % 3 == 2) {
            EXPECT_THAT(responses[i], HasStatus(201));
        } else {
            of_wanted.push_back(responses[i]);
        }
    }
    EXPECT_EQ(count_of(of_wanted, 201), 20);
    EXPECT_EQ(count_of(of_wanted, 409), 44);
    expect_sold_out(wanted);
    EXPECT_EQ(shop().stock_of(other), std::to_string(1000 - 32 * 3));
    EXPECT_EQ(shop().ledger_sum(other), 1000 - 32 * 3);
    EXPECT_EQ(shopper.api.get("/me/orders").at("total"), "52");
}

TEST_P(SixtyFourOrdersAtOnce, OfTwoProductsEachTakeBothOrNone) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t one = shop().new_product("One", "1.00", 20);
    const std::int64_t other = shop().new_product("Other", "1.00", 30);
    const std::vector<Api> apis = connections(shop(), shopper.api.token(), 64);
    const auto responses = all_at_once(64, [&](std::size_t i) {
        const json::Array forth{item_of(one, 1), item_of(other, 1)};
        const json::Array back{item_of(other, 1), item_of(one, 1)};
        return apis[i].post("/orders", json::Object{{"items", i % 2 == 0 ? forth : back}});
    });
    EXPECT_EQ(count_of(responses, 201), 20);
    EXPECT_EQ(count_of(responses, 409), 44);
    expect_sold_out(one);
    EXPECT_EQ(shop().stock_of(other), "10");
    EXPECT_EQ(shop().ledger_sum(other), 10);
}

TEST_P(SixtyFourOrdersAtOnce, HaveDifferentNumbers) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t product = shop().new_product("Plenty", "1.00", 1000);
    const std::vector<Api> apis = connections(shop(), shopper.api.token(), 64);
    const auto responses = all_at_once(64, [&](std::size_t i) {
        return apis[i].post("/orders", order_of(product, static_cast<std::int64_t>(i % 5) + 1));
    });
    std::vector<std::string> ids;
    std::int64_t sold = 0;
    for (std::size_t i = 0; i < responses.size(); ++i) {
        ASSERT_THAT(responses[i], HasStatus(201));
        EXPECT_EQ(responses[i].at("items.0.quantity"), std::to_string(i % 5 + 1)) << "each gets its own order back";
        ids.push_back(responses[i].at("id"));
        sold += static_cast<std::int64_t>(i % 5) + 1;
    }
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
    EXPECT_EQ(shop().stock_of(product), std::to_string(1000 - sold));
    EXPECT_EQ(shop().ledger_sum(product), 1000 - sold);
}

TEST_P(SixtyFourOrdersAtOnce, OfOneCartAreOneOrder) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t product = shop().new_product("Tea", "1.00", 100);
    shopper.api.post("/cart/items", item_of(product, 3));
    const std::vector<Api> apis = connections(shop(), shopper.api.token(), 16);
    const auto responses = all_at_once(16, [&](std::size_t i) { return apis[i].send("POST", "/cart/checkout"); });
    EXPECT_EQ(count_of(responses, 201), 1);
    EXPECT_EQ(count_of(responses, 409), 15);
    for (const Response& response : responses) {
        if (response.status == 409) {
            EXPECT_EQ(response.at("code"), "cart-empty");
        }
    }
    EXPECT_EQ(shopper.api.get("/me/orders").at("total"), "1");
    EXPECT_EQ(shopper.api.get("/cart").count("items"), 0U);
    EXPECT_EQ(shop().stock_of(product), "97");
    EXPECT_EQ(shop().ledger_sum(product), 97);
}

TEST_P(SixtyFourOrdersAtOnce, AddToOneCartWithoutLosingAny) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t product = shop().new_product("Tea", "1.00", 100);
    const std::vector<Api> apis = connections(shop(), shopper.api.token(), 32);
    all_at_once(32, [&](std::size_t i) { return apis[i].post("/cart/items", item_of(product, 1)); });
    EXPECT_EQ(shopper.api.get("/cart").at("item_count"), "32");
}

TILL_SHOP_TEST(SixtyFourOrdersAtOnce);

}  // namespace
}  // namespace till::test

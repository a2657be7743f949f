#include <algorithm>

#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::ElementsAre;

class Stock : public ShopTest {
 protected:
    static std::string ledger(std::int64_t product) {
        return "/products/" + std::to_string(product) + "/stock-movements";
    }
    static Response move(std::int64_t product, std::int64_t change, const char* reason) {
        return admin().post(ledger(product), json::Object{{"change", change}, {"reason", reason}});
    }
    static void expect_sums_up(std::int64_t product) {
        EXPECT_EQ(shop().stock_of(product), std::to_string(shop().ledger_sum(product)));
    }
};

TEST_P(Stock, BeginsTheLedger) {
    const Response rows = admin().get(ledger(shop().new_product("Tea", "1.00", 30)));
    ASSERT_THAT(rows, HasStatus(200));
    ASSERT_EQ(rows.count("items"), 1U);
    EXPECT_EQ(rows.at("items.0.change"), "30");
    EXPECT_EQ(rows.at("items.0.reason"), "initial");
    EXPECT_EQ(rows.at("items.0.order_id"), "null");
    EXPECT_EQ(rows.at("items.0.account_id"), admin().get("/me").at("id"));
    EXPECT_EQ(shop().ledger_sum(shop().new_product("None", "1.00", 0)), 0);
}

TEST_P(Stock, MovesByWhatAnAdminSays) {
    const std::int64_t tea = shop().new_product("Tea", "1.00", 30);
    const Response received =
        admin().post(ledger(tea), json::Object{{"change", 12}, {"reason", "received"}, {"note", "Delivery 4711"}});
    ASSERT_THAT(received, HasStatus(201));
    EXPECT_EQ(received.at("product_id"), std::to_string(tea));
    EXPECT_EQ(received.at("change"), "12");
    EXPECT_EQ(received.at("reason"), "received");
    EXPECT_EQ(received.at("note"), "Delivery 4711");
    EXPECT_EQ(received.at("account_id"), admin().get("/me").at("id"));
    for (const auto& [change, reason] :
         std::vector<std::pair<int, const char*>>{{-2, "damaged"}, {1, "returned"}, {-3, "correction"}}) {
        EXPECT_THAT(move(tea, change, reason), HasStatus(201));
    }
    EXPECT_EQ(shop().stock_of(tea), "38");
    const Response rows = admin().get(ledger(tea));
    EXPECT_THAT(rows.each("items", "change"), ElementsAre("-3", "1", "-2", "12", "30")) << "newest first";
    EXPECT_EQ(rows.at("items.3"), received.body);
    expect_sums_up(tea);
}

TEST_P(Stock, NeverFallsBelowNothing) {
    const std::int64_t tea = shop().new_product("Tea", "1.00", 3);
    EXPECT_THAT(move(tea, -4, "damaged"), Refused(409, "insufficient-stock"));
    EXPECT_EQ(shop().stock_of(tea), "3");
    EXPECT_THAT(move(tea, -3, "damaged"), HasStatus(201));
    EXPECT_EQ(shop().stock_of(tea), "0");
    EXPECT_THAT(move(tea, -1, "damaged"), Refused(409, "insufficient-stock"));
    expect_sums_up(tea);
}

TEST_P(Stock, KnowsOnlySomeReasons) {
    const std::int64_t tea = shop().new_product("Tea", "1.00", 3);
    for (const char* reason : {"initial", "sale", "cancellation", "stolen", ""}) {
        EXPECT_THAT(move(tea, 1, reason), InvalidField("reason")) << reason;
    }
    EXPECT_THAT(move(tea, 0, "correction"), InvalidField("change"));
    EXPECT_THAT(move(999'999, 1, "received"), Refused(404, "not-found"));
    EXPECT_THAT(admin().get(ledger(999'999)), Refused(404, "not-found"));
    EXPECT_EQ(shop().stock_of(tea), "3");
}

TEST_P(Stock, MovesTheWayOfItsReason) {
    const std::int64_t tea = shop().new_product("Tea", "1.00", 30);
    for (const auto& [change, reason] :
         std::vector<std::pair<int, const char*>>{{5, "damaged"}, {-5, "received"}, {-1, "returned"}}) {
        EXPECT_THAT(move(tea, change, reason), InvalidField("change")) << reason;
    }
    EXPECT_EQ(shop().stock_of(tea), "30");
    EXPECT_THAT(move(tea, 3, "correction"), HasStatus(201));
    EXPECT_THAT(move(tea, -2, "correction"), HasStatus(201));
    EXPECT_EQ(shop().stock_of(tea), "31");
    expect_sums_up(tea);
}

TEST_P(Stock, SaysWhichOrderTookIt) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "1.00", 30);
    const Response order = shopper.api.post("/orders", order_of(tea, 4));
    const Response rows = admin().get(ledger(tea));
    EXPECT_EQ(rows.at("items.0.change"), "-4");
    EXPECT_EQ(rows.at("items.0.reason"), "sale");
    EXPECT_EQ(rows.at("items.0.order_id"), order.at("id"));
    EXPECT_EQ(rows.at("items.0.account_id"), std::to_string(shopper.account));
    expect_sums_up(tea);
}

TEST_P(Stock, EqualsItsLedgerAfterEverything) {
    const Shopper shopper = shop().new_shopper();
    std::vector<std::int64_t> products;
    for (int i = 0; i < 5; ++i) products.push_back(shop().new_product("Thing", "1.00", 40));
    for (int round = 0; round < 30; ++round) {
        const auto pick = [&](int offset) { return products[static_cast<std::size_t>(round * 7 + offset) % 5]; };
        shopper.api.post("/orders", json::Object{{"items", json::Array{item_of(pick(0), round % 9 + 1),
                                                                       item_of(pick(1), 3), item_of(pick(3), 2)}}});
        move(pick(2), round % 2 == 0 ? -5 : 4, "correction");
        shopper.api.post("/cart/items", item_of(pick(4), round % 4 + 1));
        if (round % 5 == 4) shopper.api.send("POST", "/cart/checkout");
    }
    for (const std::int64_t product : products) expect_sums_up(product);
}

TEST_P(Stock, IsListedPageByPage) {
    const std::int64_t tea = shop().new_product("Tea", "1.00", 30);
    for (int i = 1; i <= 4; ++i) move(tea, i, "received");
    const Response page = admin().get(ledger(tea) + "?per_page=2&page=2");
    EXPECT_THAT(page.each("items", "change"), ElementsAre("2", "1"));
    EXPECT_EQ(page.at("total"), "5");
    EXPECT_THAT(page.header("Link"), testing::Optional(testing::HasSubstr("rel=\"next\"")));
}

TEST_P(Stock, IsListedWhereItIsLow) {
    const std::int64_t few = shop().new_product("Few", "1.00", 2);
    const std::int64_t none = shop().new_product("None", "1.00", 0);
    const std::int64_t nine = shop().new_product("Nine", "1.00", 9);
    const std::int64_t ten = shop().new_product("Ten", "1.00", 10);
    const auto listed = [](const std::string& query) {
        return admin().get("/inventory/low-stock?per_page=100" + query).each("items", "id");
    };
    const auto position = [](const std::vector<std::string>& ids, std::int64_t id) {
        return std::find(ids.begin(), ids.end(), std::to_string(id)) - ids.begin();
    };
    const std::vector<std::string> low = listed("");
    EXPECT_LT(position(low, none), position(low, few));
    EXPECT_LT(position(low, few), position(low, nine));
    EXPECT_THAT(low, testing::Contains(std::to_string(nine)));
    EXPECT_THAT(low, testing::Not(testing::Contains(std::to_string(ten)))) << "below 10 where nothing is said";
    EXPECT_THAT(listed("&below=11"), testing::Contains(std::to_string(ten)));
    EXPECT_THAT(listed("&below=0"), testing::IsEmpty());
    EXPECT_THAT(listed("&below=1000000000"), testing::Contains(std::to_string(ten)));
    const Response page = admin().get("/inventory/low-stock?per_page=1");
    EXPECT_EQ(page.at("items.0.stock"), "0");
    EXPECT_GE(page.number("total"), 3);
    EXPECT_TRUE(page.header("Link"));
    EXPECT_THAT(admin().get("/inventory/low-stock?below=-1"), InvalidField("below"));
    EXPECT_THAT(admin().get("/inventory/low-stock?below=1000000001"), InvalidField("below"));
}

TILL_SHOP_TEST(Stock);

class Money : public ShopTest {
 protected:
    static Response priced(const std::string& price_as_json) {
        return admin().send("POST", "/products", R"({"name":"Priced","price":)" + price_as_json + "}");
    }
};

TEST_P(Money, IsADecimalTextOrAnExactNumber) {
    const std::pair<const char*, const char*> good[] = {
        {R"("19.99")", "19.99"}, {"19.99", "19.99"}, {R"("19.9")", "19.90"}, {"19.9", "19.90"},
        {R"("20")", "20.00"},    {"20", "20.00"},    {"0", "0.00"},          {R"("0.01")", "0.01"},
        {"0.07", "0.07"},        {"1.10", "1.10"},   {R"("007")", "7.00"},   {"1000000000000", "1000000000000.00"},
        {"8.29", "8.29"},        {"1.15", "1.15"}};
    for (const auto& [given, kept] : good) {
        const Response created = priced(given);
        ASSERT_THAT(created, HasStatus(201)) << given;
        EXPECT_EQ(created.at("price"), kept) << given;
        EXPECT_EQ(admin().get("/products/" + created.at("id")).at("price"), kept);
    }
}

TEST_P(Money, IsRefusedWhereItIsNotExactOrNotMoney) {
    for (const char* bad : {R"("19.999")",
                            "19.999",
                            R"("-1.00")",
                            "-1",
                            "-0.01",
                            R"("")",
                            R"(" ")",
                            R"("abc")",
                            R"("1,50")",
                            R"("1.")",
                            R"(".5")",
                            R"("1e2")",
                            "1e400",
                            "1e-400",
                            R"("0x10")",
                            R"("１.00")",
                            R"("1.00 ")",
                            R"("+1.00")",
                            "true",
                            "[]",
                            "{}",
                            "null",
                            R"("NaN")",
                            R"("Infinity")",
                            "9223372036854775807",
                            "9223372036854775808",
                            "92233720368547758.07",
                            "92233720368547758.08",
                            R"("99999999999999999999999999999999999999")",
                            "1000000000000.01",
                            R"("$1.00")"}) {
        EXPECT_THAT(priced(bad), InvalidField("price")) << bad;
    }
}

TEST_P(Money, AddsUpExactly) {
    const Shopper shopper = shop().new_shopper();
    json::Array items;
    for (const char* price : {"0.10", "0.20", "0.70", "8.29", "1.15"}) {
        items.push_back(item_of(shop().new_product("Coin", price, 20'000), 19'999));
    }
    const Response order = shopper.api.post("/orders", json::Object{{"items", items}});
    ASSERT_THAT(order, HasStatus(201));
    EXPECT_EQ(order.at("total"), "208789.56");
}

TILL_SHOP_TEST(Money);

TEST(MoneyOfAnotherCurrency, HasItsOwnDigits) {
    const RunningShop yen(databases_to_test().front(), {{"TILL_STORE_CURRENCY", "JPY"}});
    const Response created = yen.admin().post("/products", json::Object{{"name", "Ocha"}, {"price", "1200"}});
    ASSERT_THAT(created, HasStatus(201));
    EXPECT_EQ(created.at("price"), "1200");
    EXPECT_EQ(created.at("currency"), "JPY");
    EXPECT_THAT(yen.admin().post("/products", json::Object{{"name", "Ocha"}, {"price", "1200.5"}}),
                InvalidField("price"));
}

}  // namespace
}  // namespace till::test

#include "support/at_once.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

using json::Object;

class ReplayedRequests : public ShopTest {
 protected:
    static Response send(const Api& api, const std::string& path, const std::string& key,
                         const std::optional<std::string>& body) {
        return api.send("POST", path, body, {{"Idempotency-Key", key}});
    }
    Response order(const Api& api, const std::string& key, std::int64_t quantity = 1) const {
        return send(api, "/orders", key, body_of(quantity));
    }
    std::string body_of(std::int64_t quantity) const { return json::serialize(order_of(product_, quantity)); }
    static Response check_out(const Api& api, const std::string& key) { return send(api, "/cart/checkout", key, "{}"); }
    static std::string orders_of(const Shopper& shopper) { return shopper.api.get("/me/orders").at("total"); }
    std::string stock() const { return shop().stock_of(product_); }

    static void expect_replay(const Response& again, const Response& first) {
        ASSERT_THAT(first, HasStatus(201));
        ASSERT_THAT(again, HasStatus(201));
        EXPECT_EQ(again.body, first.body);
        EXPECT_EQ(again.header("Location"), first.header("Location"));
        EXPECT_EQ(again.header("ETag"), first.header("ETag"));
        EXPECT_EQ(again.header("Content-Type"), first.header("Content-Type"));
        EXPECT_EQ(again.header("Idempotent-Replayed"), "true");
    }
    // One was the first, and all the others are it once more.
    static void expect_one_order(const std::vector<Response>& responses) {
        std::size_t replayed = 0;
        for (const Response& response : responses) {
            ASSERT_THAT(response, HasStatus(201));
            EXPECT_EQ(response.body, responses.front().body);
            EXPECT_EQ(response.header("Location"), responses.front().header("Location"));
            EXPECT_EQ(response.header("ETag"), responses.front().header("ETag"));
            if (response.header("Idempotent-Replayed") == "true") ++replayed;
        }
        EXPECT_EQ(replayed, responses.size() - 1);
    }

    const std::int64_t product_ = shop().new_product("Tea", "3.50", 1000);
};

TEST_P(ReplayedRequests, GetTheFirstResponseOnceMore) {
    const Shopper shopper = shop().new_shopper();
    const Response first = order(shopper.api, "first");
    EXPECT_FALSE(first.header("Idempotent-Replayed"));
    EXPECT_EQ(first.header("ETag"), shopper.api.get("/orders/" + first.at("id")).header("ETag"));
    expect_replay(order(shopper.api, "first"), first);
    expect_replay(order(shop().with_token(shopper.api.token()), "first"), first);
    EXPECT_EQ(orders_of(shopper), "1");
    EXPECT_EQ(stock(), "999");
    EXPECT_NE(order(shopper.api, "second").at("id"), first.at("id"));
    EXPECT_EQ(stock(), "998");
}

TEST_P(ReplayedRequests, OfACheckoutGetTheFirstResponseOnceMore) {
    const Shopper shopper = shop().new_shopper();
    shopper.api.post("/cart/items", item_of(product_, 2));
    const Response first = check_out(shopper.api, "checkout");
    EXPECT_FALSE(first.header("Idempotent-Replayed"));
    expect_replay(check_out(shopper.api, "checkout"), first);
    shopper.api.post("/cart/items", item_of(product_, 5));
    expect_replay(check_out(shopper.api, "checkout"), first);
    EXPECT_EQ(shopper.api.get("/cart").at("item_count"), "5") << "the new cart is left alone";
    EXPECT_EQ(orders_of(shopper), "1");
}

TEST_P(ReplayedRequests, AreRefusedWithAnotherBodyOrOnAnotherRoute) {
    const Shopper shopper = shop().new_shopper();
    shopper.api.post("/cart/items", item_of(product_, 2));
    const Response first = order(shopper.api, "k");
    EXPECT_THAT(order(shopper.api, "k", 2), Refused(422, "idempotency-key-reused"));
    EXPECT_THAT(send(shopper.api, "/orders", "k", body_of(1) + " "), Refused(422, "idempotency-key-reused"));
    EXPECT_THAT(send(shopper.api, "/cart/checkout", "k", std::nullopt), Refused(422, "idempotency-key-reused"));
    EXPECT_EQ(orders_of(shopper), "1");
    EXPECT_EQ(shopper.api.get("/cart").at("item_count"), "2");
    expect_replay(order(shopper.api, "k"), first);
    EXPECT_THAT(order(shopper.api, "K"), HasStatus(201)) << "case counts";
    EXPECT_EQ(orders_of(shopper), "2");
}

TEST_P(ReplayedRequests, OfAnotherAccountAreOthers) {
    const Shopper one = shop().new_shopper();
    const Shopper other = shop().new_shopper();
    const Response first = order(one.api, "same");
    const Response second = order(other.api, "same");
    ASSERT_THAT(second, HasStatus(201));
    EXPECT_FALSE(second.header("Idempotent-Replayed"));
    EXPECT_NE(second.at("id"), first.at("id"));
    EXPECT_EQ(second.at("customer_id"), std::to_string(other.customer));
    EXPECT_THAT(order(other.api, "same", 2), Refused(422, "idempotency-key-reused"));
}

TEST_P(ReplayedRequests, OfOneThatWasRefusedAreTriedAnew) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t scarce = shop().new_product("Scarce", "1.00", 0);
    const std::string body = json::serialize(order_of(scarce, 1));
    EXPECT_THAT(send(shopper.api, "/orders", "retry", body), Refused(409, "insufficient-stock"));
    EXPECT_THAT(send(shopper.api, "/orders", "retry", body), Refused(409, "insufficient-stock"));
    admin().post("/products/" + std::to_string(scarce) + "/stock-movements",
                 Object{{"change", 1}, {"reason", "received"}});
    const Response placed = send(shopper.api, "/orders", "retry", body);
    ASSERT_THAT(placed, HasStatus(201));
    EXPECT_FALSE(placed.header("Idempotent-Replayed"));
    expect_replay(send(shopper.api, "/orders", "retry", body), placed);
    EXPECT_THAT(send(shopper.api, "/orders", "bad", "{"), Refused(400, "malformed-json"));
    EXPECT_THAT(order(shopper.api, "bad"), HasStatus(201)) << "a body that was never understood keeps no key";
}

TEST_P(ReplayedRequests, HaveAKeyThatCanBeSeen) {
    const Shopper shopper = shop().new_shopper();
    for (const std::string& bad :
         {std::string(), std::string("a b"), std::string(256, 'x'), std::string("caf\xc3\xa9"), std::string("a\tb")}) {
        EXPECT_THAT(order(shopper.api, bad), InvalidField("Idempotency-Key")) << bad;
    }
    EXPECT_THAT(
        shopper.api.send("POST", "/orders", body_of(1), {{"Idempotency-Key", "one"}, {"idempotency-key", "one"}}),
        Refused(400, "malformed-request"));
    EXPECT_EQ(orders_of(shopper), "0");
    const Response longest = order(shopper.api, std::string(255, '~'));
    expect_replay(order(shopper.api, std::string(255, '~')), longest);
    expect_replay(order(shopper.api, "  \t!\"#$%&'()*+,-./0:;<=>?@A[\\]^_`a{|}~ "),
                  order(shopper.api, "!\"#$%&'()*+,-./0:;<=>?@A[\\]^_`a{|}~"));
}

TEST_P(ReplayedRequests, AreAnsweredAlsoAfterTheOrderHasMovedOn) {
    const Shopper shopper = shop().new_shopper();
    const Response first = order(shopper.api, "moving");
    const std::string path = "/orders/" + first.at("id");
    for (const char* status : {"processing", "shipped", "delivered", "returned"}) {
        ASSERT_THAT(admin().patch(path, Object{{"status", status}}), HasStatus(200));
        expect_replay(order(shopper.api, "moving"), first);
    }
    admin().del("/products/" + std::to_string(product_));
    expect_replay(order(shopper.api, "moving"), first);
    EXPECT_EQ(orders_of(shopper), "1");
}

TEST_P(ReplayedRequests, AreAnsweredAfterARestart) {
    RunningShop own(GetParam());
    const Shopper shopper = own.new_shopper();
    const std::string body = json::serialize(order_of(own.new_product("Tea", "3.50", 9), 2));
    const Response first = send(shopper.api, "/orders", "restart", body);
    ASSERT_EQ(own.process().stop(), 0);
    TillProcess restarted(own.settings());
    const Api api(restarted.port(), shopper.api.token());
    expect_replay(send(api, "/orders", "restart", body), first);
    EXPECT_THAT(send(api, "/orders", "restart", "{}"), HasStatus(422));
    EXPECT_EQ(api.get("/me/orders").at("total"), "1");
}

TEST_P(ReplayedRequests, AreOneOrderWhereTheFirstResponseWasLost) {
    const Shopper shopper = shop().new_shopper();
    for (int i = 0; i < 10; ++i) {
        const std::string body = body_of(1);
        HttpClient impatient(shop().process().port());
        impatient.write("POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + shopper.api.token() +
                        "\r\nIdempotency-Key: lost-" + std::to_string(i) +
                        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        impatient.hang_up();
        ASSERT_THAT(order(shopper.api, "lost-" + std::to_string(i)), HasStatus(201));
    }
    EXPECT_EQ(orders_of(shopper), "10");
    EXPECT_EQ(stock(), "990");
    EXPECT_EQ(shop().ledger_sum(product_), 990);
}

TEST_P(ReplayedRequests, AtOnceAreOneOrder) {
    const Shopper shopper = shop().new_shopper();
    for (const std::size_t count : {std::size_t{16}, std::size_t{64}}) {
        const std::vector<Api> apis = connections(shop(), shopper.api.token(), count);
        for (int round = 0; round < 5; ++round) {
            const std::string before = stock();
            const std::string key = std::to_string(count) + "-" + std::to_string(round);
            expect_one_order(all_at_once(count, [&](std::size_t i) { return order(apis[i], key, 3); }));
            EXPECT_EQ(std::stoll(before) - 3, std::stoll(stock()));
        }
    }
    EXPECT_EQ(orders_of(shopper), "10");
    EXPECT_EQ(shop().ledger_sum(product_), 970);
}

TEST_P(ReplayedRequests, OfACheckoutAtOnceAreOneOrder) {
    const Shopper shopper = shop().new_shopper();
    for (const std::size_t count : {std::size_t{16}, std::size_t{64}}) {
        const std::vector<Api> apis = connections(shop(), shopper.api.token(), count);
        shopper.api.post("/cart/items", item_of(product_, 2));
        expect_one_order(
            all_at_once(count, [&](std::size_t i) { return check_out(apis[i], "cart-" + std::to_string(count)); }));
        EXPECT_EQ(shopper.api.get("/cart").count("items"), 0U);
    }
    EXPECT_EQ(orders_of(shopper), "2");
    EXPECT_EQ(stock(), "996");
}

TEST_P(ReplayedRequests, AtOnceAmongOthersAreAsManyOrdersAsThereAreKeys) {
    const Shopper shopper = shop().new_shopper();
    const std::vector<Api> apis = connections(shop(), shopper.api.token(), 64);
    const auto responses =
        all_at_once(64, [&](std::size_t i) { return order(apis[i], "key-" + std::to_string(i % 8)); });
    for (std::size_t i = 0; i < responses.size(); ++i) {
        ASSERT_THAT(responses[i], HasStatus(201));
        EXPECT_EQ(responses[i].body, responses[i % 8].body);
    }
    EXPECT_EQ(orders_of(shopper), "8");
    EXPECT_EQ(stock(), "992");
}

TEST_P(ReplayedRequests, OfTwoKindsAtOnceLetOneKindThrough) {
    const Shopper shopper = shop().new_shopper();
    const std::vector<Api> apis = connections(shop(), shopper.api.token(), 16);
    const auto responses =
        all_at_once(16, [&](std::size_t i) { return order(apis[i], "either", static_cast<std::int64_t>(i % 2) + 1); });
    EXPECT_EQ(count_of(responses, 201), 8);
    EXPECT_EQ(count_of(responses, 422), 8);
    EXPECT_EQ(orders_of(shopper), "1");
}

TILL_SHOP_TEST(ReplayedRequests);

}  // namespace
}  // namespace till::test

#include "support/at_once.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

using json::Object;

class OrdersOnTheirWay : public ShopTest {
 protected:
    Response place(const Shopper& shopper, std::int64_t quantity = 2) const {
        return shopper.api.post("/orders", order_of(product_, quantity));
    }
    static std::string path_of(const Response& order) { return "/orders/" + order.at("id"); }
    static Response transition(const std::string& path, const std::string& status) {
        return admin().patch(path, Object{{"status", status}});
    }
    static Response send_guarded(const std::string& path, const std::string& status, const std::string& tag) {
        return admin().send("PATCH", path, R"({"status":")" + status + "\"}", {{"If-Match", tag}});
    }
    std::string stock() const { return shop().stock_of(product_); }
    std::int64_t ledger() const { return shop().ledger_sum(product_); }

    const std::int64_t product_ = shop().new_product("Tea", "3.50", 100);
};

TEST_P(OrdersOnTheirWay, AreMovedFromTheBeginningToTheEnd) {
    const Shopper shopper = shop().new_shopper();
    const std::string path = path_of(place(shopper));
    ASSERT_THAT(transition(path, "processing"), HasStatus(200));
    const Response shipped = admin().patch(
        path,
        Object{{"status", "shipped"}, {"carrier", "Post"}, {"tracking_number", "T-1"}, {"note", "Left\nthis morning"}});
    ASSERT_THAT(shipped, HasStatus(200));
    EXPECT_EQ(shipped.at("status"), "shipped");
    EXPECT_EQ(shipped.at("carrier"), "Post");
    EXPECT_EQ(shipped.at("tracking_number"), "T-1");
    EXPECT_EQ(shipped.at("version"), "3");
    EXPECT_EQ(shopper.api.get(path).body, shipped.body);
    EXPECT_EQ(shopper.api.get(path).header("ETag"), shipped.header("ETag"));
    ASSERT_THAT(transition(path, "delivered"), HasStatus(200));
    EXPECT_EQ(stock(), "98");
    const Response returned = transition(path, "returned");
    EXPECT_EQ(returned.at("status"), "returned");
    EXPECT_EQ(stock(), "100");
    EXPECT_EQ(ledger(), 100);
    EXPECT_THAT(transition(path, "returned"), Refused(409, "illegal-transition"));
    EXPECT_EQ(stock(), "100");
    const Response row = admin().get("/products/" + std::to_string(product_) + "/stock-movements");
    EXPECT_EQ(row.at("items.0.reason"), "returned");
    EXPECT_EQ(row.at("items.0.order_id"), shipped.at("id"));
}

TEST_P(OrdersOnTheirWay, AreRefusedAMoveThatTheTableDoesNotHave) {
    const Shopper shopper = shop().new_shopper();
    const Response order = place(shopper);
    const Response refused = transition(path_of(order), "delivered");
    ASSERT_THAT(refused, Refused(409, "illegal-transition"));
    EXPECT_EQ(refused.at("detail"),
              "The order is pending and cannot become delivered; it can become: processing or cancelled.");
    EXPECT_THAT(transition(path_of(order), "pending"), Refused(409, "illegal-transition"));
    EXPECT_THAT(transition("/orders/987654321", "processing"), Refused(404, "not-found"));
    EXPECT_EQ(shopper.api.get(path_of(order)).body, order.body);
}

TEST_P(OrdersOnTheirWay, NeedToBeToldWhereTo) {
    const std::string path = path_of(place(shop().new_shopper()));
    EXPECT_THAT(admin().patch(path, Object()), InvalidField("status"));
    EXPECT_THAT(admin().patch(path, Object{{"status", "lost"}, {"carrier", 7}}),
                Invalid(std::vector<std::string>{"status", "carrier"}));
    EXPECT_THAT(admin().patch(path, Object{{"status", "processing"}, {"carrier", "Post"}, {"tracking_number", "1"}}),
                Invalid(std::vector<std::string>{"carrier", "tracking_number"}));
    EXPECT_EQ(admin().get(path).at("status"), "pending");
}

TEST_P(OrdersOnTheirWay, AreMovedOnlyAtTheVersionThatWasSeen) {
    const Response order = place(shop().new_shopper());
    const std::string path = path_of(order);
    const std::string seen = order.header("ETag").value();
    EXPECT_EQ(admin().get(path).header("ETag"), seen);
    const Response moved = send_guarded(path, "processing", seen);
    ASSERT_THAT(moved, HasStatus(200));
    EXPECT_NE(moved.header("ETag"), seen);
    EXPECT_THAT(send_guarded(path, "cancelled", seen), Refused(412, "precondition-failed"));
    EXPECT_THAT(admin().send("POST", path + "/cancel", "{}", {{"If-Match", seen}}),
                Refused(412, "precondition-failed"));
    EXPECT_EQ(admin().get(path).body, moved.body);
    EXPECT_THAT(send_guarded(path, "shipped", moved.header("ETag").value()), HasStatus(200));
}

TEST_P(OrdersOnTheirWay, AreCancelledByTheirCustomer) {
    const Shopper shopper = shop().new_shopper();
    const std::string path = path_of(place(shopper));
    const Response cancelled = shopper.api.post(path + "/cancel", Object{{"reason", "Too late"}});
    ASSERT_THAT(cancelled, HasStatus(200));
    EXPECT_EQ(cancelled.at("status"), "cancelled");
    EXPECT_EQ(cancelled.at("version"), "2");
    EXPECT_EQ(cancelled.header("ETag"), shopper.api.get(path).header("ETag"));
    EXPECT_EQ(stock(), "100");
    const Response row = admin().get("/products/" + std::to_string(product_) + "/stock-movements");
    EXPECT_EQ(row.at("items.0.reason"), "cancellation");
    EXPECT_EQ(row.at("items.0.account_id"), std::to_string(shopper.account));
    EXPECT_EQ(row.at("items.0.order_id"), cancelled.at("id"));
    EXPECT_THAT(shopper.api.send("POST", path + "/cancel"), Refused(409, "illegal-transition"));
    EXPECT_EQ(stock(), "100");

    const std::string other = path_of(place(shopper));
    EXPECT_THAT(shopper.api.send("POST", other + "/cancel"), HasStatus(200)) << "no body is needed";
    EXPECT_EQ(stock(), "100");
}

TEST_P(OrdersOnTheirWay, AreNotCancelledOnceTheyAreShipped) {
    const Shopper shopper = shop().new_shopper();
    const std::string path = path_of(place(shopper));
    transition(path, "processing");
    transition(path, "shipped");
    EXPECT_THAT(shopper.api.send("POST", path + "/cancel"), Refused(409, "illegal-transition"));
    EXPECT_THAT(admin().send("POST", path + "/cancel"), Refused(409, "illegal-transition"));
    EXPECT_EQ(stock(), "98");
}

TEST_P(OrdersOnTheirWay, AreNobodyElses) {
    const Shopper owner = shop().new_shopper();
    const Shopper stranger = shop().new_shopper();
    const Response order = place(owner);
    const std::string path = path_of(order);
    for (const std::string& call : {path + "/cancel", std::string("/orders/987654321/cancel")}) {
        EXPECT_THAT(stranger.api.send("POST", call), Refused(404, "not-found"));
    }
    EXPECT_THAT(stranger.api.get(path + "/tracking"), Refused(404, "not-found"));
    EXPECT_THAT(stranger.api.patch(path, Object{{"status", "cancelled"}}), Refused(403, "forbidden"));
    EXPECT_THAT(owner.api.patch(path, Object{{"status", "cancelled"}}), Refused(403, "forbidden"));
    EXPECT_EQ(owner.api.get(path).body, order.body);
    EXPECT_THAT(admin().send("POST", path + "/cancel"), HasStatus(200));
}

TEST_P(OrdersOnTheirWay, CanBeTracked) {
    const Shopper shopper = shop().new_shopper();
    const Response order = place(shopper);
    const std::string path = path_of(order);
    transition(path, "processing");
    admin().patch(path,
                  Object{{"status", "shipped"}, {"carrier", "Post"}, {"tracking_number", "T-1"}, {"note", "Gone"}});
    const Response tracking = shopper.api.get(path + "/tracking");
    ASSERT_THAT(tracking, HasStatus(200));
    EXPECT_EQ(tracking.at("order_id"), order.at("id"));
    EXPECT_EQ(tracking.at("status"), "shipped");
    EXPECT_EQ(tracking.at("carrier"), "Post");
    EXPECT_EQ(tracking.at("tracking_number"), "T-1");
    EXPECT_THAT(tracking.each("history", "status"), testing::ElementsAre("pending", "processing", "shipped"));
    EXPECT_THAT(tracking.each("history", "note"), testing::ElementsAre("null", "null", "Gone"));
    EXPECT_EQ(tracking.at("history.0.at"), order.at("placed_at"));
    EXPECT_EQ(admin().get(path + "/tracking").body, tracking.body);
}

TEST_P(OrdersOnTheirWay, HaveTheirNumberPutRight) {
    const Shopper shopper = shop().new_shopper();
    const std::string path = path_of(place(shopper));
    EXPECT_THAT(admin().patch(path, Object{{"tracking_number", "T-2"}}), Refused(409, "not-in-transit"));
    transition(path, "processing");
    const Response shipped =
        admin().patch(path, Object{{"status", "shipped"}, {"carrier", "Post"}, {"tracking_number", "T-1"}});
    const std::string seen = shipped.header("ETag").value();
    const auto correct = [&](const std::string& tag) {
        return admin().send("PATCH", path, R"({"tracking_number":"T-2","note":"Mistyped"})", {{"If-Match", tag}});
    };
    const Response corrected = correct(seen);
    ASSERT_THAT(corrected, HasStatus(200));
    EXPECT_EQ(corrected.at("status"), "shipped");
    EXPECT_EQ(corrected.at("carrier"), "Post");
    EXPECT_EQ(corrected.at("tracking_number"), "T-2");
    EXPECT_EQ(corrected.at("version"), "4");
    EXPECT_THAT(correct(seen), Refused(412, "precondition-failed"));

    const Response tracking = shopper.api.get(path + "/tracking");
    EXPECT_EQ(tracking.at("tracking_number"), "T-2");
    EXPECT_THAT(tracking.each("history", "status"),
                testing::ElementsAre("pending", "processing", "shipped", "shipped"));
    EXPECT_THAT(tracking.each("history", "carrier"), testing::ElementsAre("null", "null", "Post", "null"));
    EXPECT_THAT(tracking.each("history", "tracking_number"), testing::ElementsAre("null", "null", "T-1", "T-2"));
    EXPECT_EQ(tracking.at("history.3.note"), "Mistyped");

    EXPECT_THAT(transition(path, "shipped"), Refused(409, "illegal-transition"));
    EXPECT_THAT(shopper.api.patch(path, Object{{"tracking_number", "T-3"}}), Refused(403, "forbidden"));
    transition(path, "delivered");
    EXPECT_THAT(admin().patch(path, Object{{"carrier", "Courier"}}), Refused(409, "not-in-transit"));
    EXPECT_EQ(admin().get(path).at("carrier"), "Post");
}

TEST_P(OrdersOnTheirWay, AreCancelledOnceBySixtyFourAtOnce) {
    const Shopper shopper = shop().new_shopper();
    const std::string path = path_of(place(shopper, 7));
    const std::vector<Api> apis = connections(shop(), shopper.api.token(), 64);
    const auto responses = all_at_once(64, [&](std::size_t i) { return apis[i].send("POST", path + "/cancel"); });
    EXPECT_EQ(count_of(responses, 200), 1);
    EXPECT_EQ(count_of(responses, 409), 63);
    EXPECT_EQ(stock(), "100");
    EXPECT_EQ(ledger(), 100);
    EXPECT_EQ(shopper.api.get(path + "/tracking").count("history"), 2U);
}

TEST_P(OrdersOnTheirWay, AreEitherShippedOrCancelled) {
    const Shopper shopper = shop().new_shopper();
    const std::vector<Api> owners = connections(shop(), shopper.api.token(), 8);
    const std::vector<Api> admins = connections(shop(), admin().token(), 8);
    for (int round = 0; round < 10; ++round) {
        const std::string path = path_of(place(shopper, 5));
        transition(path, "processing");
        const auto responses = all_at_once(16, [&](std::size_t i) {
            return i % 2 == 0 ? owners[i / 2].send("POST", path + "/cancel")
                              : admins[i / 2].patch(path, Object{{"status", "shipped"}});
        });
        EXPECT_EQ(count_of(responses, 200), 1);
        EXPECT_EQ(count_of(responses, 409), 15);
        if (shopper.api.get(path).at("status") == "shipped") {
            EXPECT_EQ(stock(), "95");
            transition(path, "delivered");
            transition(path, "returned");
        }
        EXPECT_EQ(stock(), "100");
    }
    EXPECT_EQ(ledger(), 100);
}

TILL_SHOP_TEST(OrdersOnTheirWay);

}  // namespace
}  // namespace till::test

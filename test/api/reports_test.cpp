#include "platform/time/clock.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

class Reports : public ShopTest {
 public:
    static std::string today() { return admin().get("/reports/sales").at("to"); }
};

TEST_P(Reports, AddUpWhatWasOrderedToday) {
    const std::string path = "/reports/sales?from=" + today() + "&to=" + today();
    const Response before = admin().get(path);
    ASSERT_THAT(before, HasStatus(200));
    const std::int64_t tea = shop().new_product("Tea", "2.50", 50);
    const Shopper shopper = shop().new_shopper();
    ASSERT_THAT(shopper.api.post("/orders", order_of(tea, 4)), HasStatus(201));
    const std::string other = shopper.api.post("/orders", order_of(tea, 10)).at("id");

    const Response after = admin().get(path);
    EXPECT_EQ(after.number("total.orders"), before.number("total.orders") + 2);
    EXPECT_EQ(after.number("total.units"), before.number("total.units") + 14);
    EXPECT_EQ(after.count("items"), 1U);
    EXPECT_EQ(after.at("items.0.revenue"), after.at("total.revenue"));
    EXPECT_EQ(after.at("currency"), "USD");

    ASSERT_THAT(shopper.api.send("POST", "/orders/" + other + "/cancel"), HasStatus(200));
    const Response cancelled = admin().get(path);
    EXPECT_EQ(cancelled.number("total.orders"), before.number("total.orders") + 1) << "what was cancelled is not sold";
    EXPECT_EQ(cancelled.number("total.units"), before.number("total.units") + 4);
    EXPECT_THAT(cancelled.each("best_sellers", "product_id"), testing::Contains(std::to_string(tea)));
}

TEST_P(Reports, HaveARowForEveryPeriodAlsoOfNothing) {
    const auto starts = [](const std::string& query) {
        return admin().get("/reports/sales?" + query).each("items", "start");
    };
    using Days = std::vector<std::string>;
    EXPECT_EQ(starts("from=2001-02-27&to=2001-03-02"), (Days{"2001-02-27", "2001-02-28", "2001-03-01", "2001-03-02"}));
    EXPECT_EQ(starts("from=2001-02-27&to=2001-03-05&by=week"), (Days{"2001-02-26", "2001-03-05"}));
    EXPECT_EQ(starts("from=2001-12-31&to=2002-02-01&by=month"), (Days{"2001-12-01", "2002-01-01", "2002-02-01"}));
    const Response nothing = admin().get("/reports/sales?from=2001-02-27&to=2001-02-28");
    EXPECT_EQ(nothing.at("items.1.revenue"), "0.00");
    EXPECT_EQ(nothing.at("total.orders"), "0");
    EXPECT_EQ(nothing.at("best_sellers"), "[]");
    EXPECT_EQ(admin().get("/reports/sales").count("items"), 30U) << "the last thirty days unless told";
}

TEST_P(Reports, AreExactBeyond64Bits) {
    RunningShop rich(GetParam());
    const std::int64_t castle = rich.new_product("Castle", "999999999999.99", 500'000);
    const Shopper shopper = rich.new_shopper();
    for (int i = 0; i < 3; ++i) {
        ASSERT_THAT(shopper.api.post("/orders", order_of(castle, 90'000)), HasStatus(201));
    }
    EXPECT_THAT(shopper.api.post("/orders", order_of(castle, 95'000)), Refused(422, "validation-failed"))
        << "one order cannot hold as much";
    const Response report = rich.admin().get("/reports/sales");
    ASSERT_THAT(report, HasStatus(200));
    EXPECT_EQ(report.at("total.revenue"), "269999999999997300.00");
    EXPECT_EQ(report.at("total.average_order"), "89999999999999100.00");
    EXPECT_EQ(report.at("items.29.revenue"), "269999999999997300.00");
    EXPECT_EQ(report.at("items.0.average_order"), "null");
    EXPECT_EQ(report.at("best_sellers.0.revenue"), "269999999999997300.00");
}

TEST_P(Reports, NameBestSellersAsTheyAreCalledNow) {
    RunningShop alone(GetParam());
    const std::int64_t often = alone.new_product("Often", "5000.00", 100);
    const std::int64_t dear = alone.new_product("Dear", "10000.00", 100);
    const std::int64_t gone = alone.new_product("Gone", "9999.00", 100);
    const Shopper shopper = alone.new_shopper();
    for (int i = 0; i < 3; ++i) shopper.api.post("/orders", order_of(often, 1));
    shopper.api.post("/orders", order_of(dear, 1));
    shopper.api.post("/orders", order_of(gone, 1));
    ASSERT_EQ(alone.admin().get("/reports/sales").at("best_sellers.0.name"), "Often");
    alone.admin().patch("/products/" + std::to_string(often), json::Object{{"name", "Renamed"}});
    alone.admin().del("/products/" + std::to_string(gone));
    const Response report = alone.admin().get("/reports/sales");
    EXPECT_THAT(report.each("best_sellers", "name"), testing::ElementsAre("Renamed", "Dear", "Gone"));
    EXPECT_THAT(report.each("best_sellers", "removed"), testing::ElementsAre("false", "false", "true"));
    EXPECT_THAT(report.each("best_sellers", "product_id"),
                testing::ElementsAre(std::to_string(often), std::to_string(dear), "null"));
}

TEST_P(Reports, CountTheDaysOfTheShopAsListsDo) {
    RunningShop far(GetParam(), {{"TILL_STORE_TIME_ZONE", "Pacific/Kiritimati"}});  // 14 hours ahead, all year
    EXPECT_EQ(far.anyone().get("/shop").at("time_zone"), "Pacific/Kiritimati");
    const std::int64_t tea = far.new_product("Tea", "2.50", 50);
    const Shopper shopper = far.new_shopper();
    const Response order = shopper.api.post("/orders", order_of(tea, 4));
    const Timestamp placed = parse_rfc3339(order.at("placed_at")).value();
    const std::string day = format_rfc3339(placed + std::chrono::hours(14)).substr(0, 10);
    const std::string day_before = format_rfc3339(placed - std::chrono::hours(10)).substr(0, 10);
    const auto orders = [&](const std::string& from, const std::string& to) {
        const std::string range = "?from=" + from + "&to=" + to;
        const std::string reported = far.admin().get("/reports/sales" + range).at("total.orders");
        EXPECT_EQ(far.admin().get("/orders" + range).at("total"), reported) << range;
        return reported;
    };
    EXPECT_EQ(orders(day, day), "1");
    EXPECT_EQ(orders(day_before, day_before), "0");
    EXPECT_EQ(orders(day_before, day), "1");
    const Response report = far.admin().get("/reports/sales?from=" + day + "&to=" + day);
    EXPECT_EQ(report.at("time_zone"), "Pacific/Kiritimati");
    EXPECT_EQ(report.at("items.0.start"), day);
    EXPECT_EQ(report.at("items.0.revenue"), "10.00");
}

TEST_P(Reports, HaveBounds) {
    for (const char* query : {"from=2026-01-02&to=2026-01-01", "from=2000-01-01&to=2026-01-01"}) {
        EXPECT_THAT(admin().get(std::string("/reports/sales?") + query), InvalidField("to")) << query;
    }
    EXPECT_THAT(admin().get("/reports/sales?from=2020-01-01&to=2023-01-04"), HasStatus(200));
    EXPECT_THAT(admin().get("/reports/sales?from=2020-01-01&to=2023-01-05"), InvalidField("to"));
    for (const char* day : {"", "yesterday", "2026-02-30", "2026-01-01T00:00:00Z", "1969-12-31", "20260101", "0"}) {
        EXPECT_THAT(admin().get(std::string("/reports/sales?from=") + day), InvalidField("from")) << day;
    }
    EXPECT_THAT(admin().get("/reports/sales?by=year"), InvalidField("by"));
    EXPECT_THAT(admin().get("/reports/sales?page=1"), InvalidField("page"));
}

TILL_SHOP_TEST(Reports);

}  // namespace
}  // namespace till::test

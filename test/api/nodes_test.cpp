// Several programs that are one shop: on one MariaDB, with a Redis between them.
#include <atomic>
#include <csignal>

#include "platform/database/migrations.h"
#include "support/at_once.h"
#include "support/eventually.h"
#include "support/private_mariadb.h"
#include "support/private_redis.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::HasSubstr;

class Nodes : public testing::Test {
 protected:
    void SetUp() override {
        if (databases_to_test().back().dialect != database::Dialect::mysql)
            GTEST_SKIP() << "several nodes need MariaDB";
    }

    /// The first node; others join it.
    RunningShop& shop(Settings settings = {}) {
        settings["TILL_REDIS_URL"] = redis_.url();
        settings["TILL_REDIS_TIMEOUT_MILLISECONDS"] = "2000";
        settings["TILL_CACHE_SECONDS"] = "86400";  // a node may return an unpublished change a day late
        settings["TILL_SERVER_MANAGEMENT"] = "127.0.0.1:0";
        if (!shop_) shop_ = std::make_unique<RunningShop>(databases_to_test().back(), settings);
        return *shop_;
    }
    TillProcess& second() {
        if (!second_) second_ = std::make_unique<TillProcess>(shop().settings());
        return *second_;
    }
    Api on_second(const Api& api) { return Api(second().port(), api.token()); }

    void wait_until_joined() {
        for (const TillProcess* node : {&shop().process(), &second()}) {
            ASSERT_TRUE(eventually([&] {
                return figure(*node, "till_nodes_heard") == "1" && figure(*node, "till_limits_shared") == "1";
            }));
        }
    }
    /// The value of a metric.
    static std::string figure(const TillProcess& node, const std::string& name) {
        HttpClient client(node.management_port());
        const std::string text = client.send("GET", "/metrics").body;
        const std::size_t line = text.find("\n" + name + " ");
        if (line == std::string::npos) return "(missing)";
        const std::size_t value = line + name.size() + 2;
        return text.substr(value, text.find('\n', value) - value);
    }
    static std::string path_of(std::int64_t product) { return "/products/" + std::to_string(product); }
    static bool shows(const Api& api, std::int64_t product, const std::string& name) {
        return api.get(path_of(product)).at("name") == name;
    }
    static std::string kept(const Response& response) { return response.header("X-Cache").value_or("(none)"); }

    PrivateRedis redis_;
    std::unique_ptr<RunningShop> shop_;
    std::unique_ptr<TillProcess> second_;
};

TEST_F(Nodes, TellEachOtherWhatTheyChanged) {
    const std::int64_t product = shop().new_product("Tea", "3.00", 5);
    wait_until_joined();
    const Api there = on_second(shop().admin());
    ASSERT_TRUE(eventually([&] { return kept(there.get(path_of(product))) == "hit"; }));
    ASSERT_THAT(shop().admin().patch(path_of(product), json::Object{{"name", "Green tea"}}), HasStatus(200));
    EXPECT_TRUE(eventually([&] { return shows(there, product, "Green tea"); }));
    ASSERT_TRUE(eventually([&] { return kept(shop().admin().get(path_of(product))) == "hit"; }));
    ASSERT_THAT(there.patch(path_of(product), json::Object{{"name", "Black tea"}}), HasStatus(200));
    EXPECT_TRUE(eventually([&] { return shows(shop().admin(), product, "Black tea"); }));
}

TEST_F(Nodes, ShowNothingOldForLongWithoutRedis) {
    const std::int64_t product = shop().new_product("Tea", "3.00", 5);
    wait_until_joined();
    const Api there = on_second(shop().admin());
    redis_.stop();
    ASSERT_TRUE(eventually([&] { return figure(second(), "till_nodes_heard") == "0"; }));
    ASSERT_TRUE(eventually([&] { return kept(there.get(path_of(product))) == "hit"; }));
    ASSERT_THAT(shop().admin().patch(path_of(product), json::Object{{"name", "Green tea"}}), HasStatus(200));
    EXPECT_TRUE(eventually([&] { return shows(there, product, "Green tea"); }));
    redis_.start();
    wait_until_joined();
}

TEST_F(Nodes, CountLimitsTogether) {
    shop({{"TILL_LIMITS_ROUTES", "listProducts=100 per day"}});
    const Api here = shop().new_shopper().api;
    const Api there = on_second(here);
    wait_until_joined();
    std::atomic<int> allowed{0};
    all_at_once(8, [&](std::size_t i) {
        Response response;
        for (int n = 0; n < 25; ++n) {
            response = Api(i % 2 == 0 ? shop().process().port() : second().port(), here.token()).get("/products");
            if (response.status == 200) ++allowed;
        }
        return response;
    });
    EXPECT_EQ(allowed, 100);
    EXPECT_THAT(here.get("/products"), Refused(429, "too-many-requests"));
    EXPECT_THAT(there.get("/products"), Refused(429, "too-many-requests"));
    const Response refused = there.get("/products");
    EXPECT_EQ(refused.header("X-RateLimit-Remaining"), "0");
    EXPECT_EQ(refused.header("X-RateLimit-Reset"), here.get("/products").header("X-RateLimit-Reset"));
    EXPECT_TRUE(refused.header("Retry-After"));
    EXPECT_THAT(Api(second().port()).get("/products"), Refused(401, "unauthorized")) << "and whoever has no token";
}

TEST_F(Nodes, CountForThemselvesAndSellWithoutRedis) {
    shop({{"TILL_LIMITS_ROUTES", "placeOrder=3 per day"}});
    const std::int64_t product = shop().new_product("Tea", "3.00", 100);
    const Api here = shop().new_shopper().api;
    const Api there = on_second(here);
    wait_until_joined();
    redis_.stop();
    const auto taken_of = [&](const Api& api) {
        int taken = 0;
        for (int i = 0; i < 5; ++i) taken += api.post("/orders", order_of(product, 1)).status == 201 ? 1 : 0;
        return taken;
    };
    EXPECT_EQ(taken_of(here), 3);
    EXPECT_EQ(taken_of(there), 3);
    EXPECT_EQ(figure(second(), "till_limits_shared"), "0");
    EXPECT_EQ(figure(second(), "till_limits_counted_alone_total"), "5");
    EXPECT_THAT(second().errors(), HasSubstr("limits are counted by this node alone"));
    EXPECT_EQ(shop().stock_of(product), "94");
}

TEST_F(Nodes, GiveTheSameRefreshTokenAgainWhicheverIsAsked) {
    const Shopper shopper = shop().new_shopper();
    wait_until_joined();
    const auto refresh = [&](const TillProcess& node, const std::string& token) {
        return Api(node.port()).post("/login/refresh", json::Object{{"refresh_token", token}});
    };
    const std::string first =
        shop()
            .anyone()
            .post("/login", json::Object{{"username", shopper.username}, {"password", good_password}})
            .at("refresh_token");
    const auto responses = all_at_once(16, [&](std::size_t i) {
        return refresh(i % 2 == 0 ? static_cast<const TillProcess&>(shop().process()) : second(), first);
    });
    for (const Response& response : responses) {
        ASSERT_THAT(response, HasStatus(200));
        EXPECT_EQ(response.at("refresh_token"), responses.front().at("refresh_token"));
        EXPECT_THAT(Api(second().port(), response.at("auth_token")).get("/me"), HasStatus(200));
    }
    const Response next = refresh(second(), responses.front().at("refresh_token"));
    ASSERT_THAT(next, HasStatus(200));
    EXPECT_THAT(refresh(shop().process(), first), Refused(401, "invalid-refresh-token"));
    EXPECT_THAT(refresh(second(), next.at("refresh_token")), Refused(401, "invalid-refresh-token"));
}

TEST_F(Nodes, StartWithoutRedis) {
    redis_.stop();
    const std::int64_t product = shop().new_product("Tea", "3.00", 5);
    EXPECT_TRUE(shows(on_second(shop().admin()), product, "Tea"));
}

/// Signing out, another role and a deleted account, each seen on the other node.
class EndsOfSessions : public Nodes, public testing::WithParamInterface<bool> {
 protected:
    void SetUp() override {
        Nodes::SetUp();
        if (IsSkipped()) return;
        shop();
        wait_until_joined();
        if (!GetParam()) redis_.stop();
    }
    bool is_dead_on_second(const Api& api) {
        return eventually([&] { return on_second(api).get("/me").status == 401; });
    }
};

TEST_P(EndsOfSessions, AreSeenByTheOtherNode) {
    const Shopper leaving = shop().new_shopper();
    ASSERT_THAT(on_second(leaving.api).get("/me"), HasStatus(200));
    ASSERT_THAT(leaving.api.send("POST", "/logout"), HasStatus(204));
    EXPECT_TRUE(is_dead_on_second(leaving.api));

    const Shopper removed = shop().new_shopper();
    ASSERT_THAT(on_second(removed.api).get("/me"), HasStatus(200));
    ASSERT_THAT(shop().admin().del("/accounts/" + std::to_string(removed.account)), HasStatus(204));
    EXPECT_TRUE(is_dead_on_second(removed.api));

    const Shopper risen = shop().new_shopper();
    ASSERT_THAT(on_second(risen.api).get("/orders"), Refused(403, "forbidden"));
    ASSERT_THAT(shop().admin().patch("/accounts/" + std::to_string(risen.account), json::Object{{"role", "staff"}}),
                HasStatus(200));
    EXPECT_TRUE(eventually([&] { return on_second(risen.api).get("/orders").status == 200; }));
}

INSTANTIATE_TEST_SUITE_P(, EndsOfSessions, testing::Bool(),
                         [](const auto& information) { return information.param ? "WithRedis" : "WithoutRedis"; });

TEST_F(Nodes, MigrateOnceHoweverManyStart) {
    const FreshDatabase database(databases_to_test().back());
    std::vector<std::unique_ptr<Child>> nodes;
    const std::vector<std::string> serve{"serve"};
    for (int i = 0; i < 3; ++i) nodes.push_back(std::make_unique<Child>(serve, settings_for(database.options().url)));
    std::size_t migrated = 0;
    for (const auto& node : nodes) {
        EXPECT_TRUE(eventually([&] { return node->output().find("listening on") != std::string::npos; }))
            << node->errors();
        const std::string log = node->errors();
        for (std::size_t at = log.find("migrated: "); at != std::string::npos; at = log.find("migrated: ", at + 1)) {
            ++migrated;
        }
    }
    for (const auto& node : nodes) {
        node->signal(SIGTERM);
        EXPECT_EQ(node->wait(), 0);
    }
    EXPECT_EQ(migrated, database::migrations_for(database::Dialect::mysql).size());
}

TEST_F(Nodes, RefuseARedisUrlThatIsNone) {
    const FinishedRun run = run_till({"config"}, {{"TILL_REDIS_URL", "localhost:6379"}});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.errors, HasSubstr("redis.url"));
}

}  // namespace
}  // namespace till::test

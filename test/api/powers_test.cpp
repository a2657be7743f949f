#include "support/shop_test.h"

namespace till::test {
namespace {

constexpr const char* hotline_role =
    "hotline=accounts:read accounts:write customers:read customers:write profile:read profile:write, "
    "packer=orders:read profile:read";

/// Nobody gives or changes permissions beyond their own: a shop with a hotline that looks after customers and their
/// accounts.
class Powers : public testing::TestWithParam<DatabaseKind> {
 protected:
    RunningShop shop{GetParam(), {{"TILL_ACCESS_ROLES", hotline_role}}};

    std::int64_t new_account(const std::string& username, const std::string& role, json::Value customer = {}) {
        const Response response = shop.admin().post("/accounts", json::Object{{"customer_id", std::move(customer)},
                                                                              {"username", username},
                                                                              {"password", good_password},
                                                                              {"role", role}});
        EXPECT_THAT(response, HasStatus(201));
        return response.number("id");
    }
    static std::string path_of(std::int64_t account) { return "/accounts/" + std::to_string(account); }
};

TEST_P(Powers, AreNotTakenByWhoMayWriteAccounts) {
    const std::int64_t own = new_account("hotline", "hotline");
    const std::int64_t packer = new_account("packer", "packer");
    const std::string keeper = "/accounts/" + shop.admin().get("/me").at("id");
    const Shopper shopper = shop.new_shopper();
    const Api hotline = shop.signed_in("hotline");

    for (const char* role : {"admin", "packer"}) {
        EXPECT_THAT(hotline.patch(path_of(own), json::Object{{"role", role}}), Refused(403, "forbidden"));
        EXPECT_THAT(hotline.patch(path_of(shopper.account), json::Object{{"role", role}}), Refused(403, "forbidden"));
        EXPECT_THAT(hotline.post("/accounts", json::Object{{"username", std::string("my-") + role},
                                                           {"password", good_password},
                                                           {"role", role}}),
                    Refused(403, "forbidden"));
    }
    for (const std::string& path : {keeper, path_of(packer)}) {
        EXPECT_THAT(hotline.patch(path, json::Object{{"password", "another good one"}}), Refused(403, "forbidden"));
        EXPECT_THAT(hotline.patch(path, json::Object{{"username", "nobody"}}), Refused(403, "forbidden"));
        EXPECT_THAT(hotline.put(path, json::Object{{"username", "nobody"}, {"role", "hotline"}}),
                    Refused(403, "forbidden"));
        EXPECT_THAT(hotline.del(path), Refused(403, "forbidden"));
    }
    EXPECT_THAT(shop.admin().get("/me"), HasStatus(200)) << "no session was ended";

    EXPECT_THAT(hotline.patch(path_of(shopper.account), json::Object{{"password", "another good one"}}),
                HasStatus(200));
    EXPECT_THAT(hotline.del(path_of(shopper.account)), HasStatus(204));
    EXPECT_THAT(hotline.post("/accounts", json::Object{{"customer_id", shopper.customer},
                                                       {"username", shopper.username},
                                                       {"password", good_password}}),
                HasStatus(201));
}

TEST_P(Powers, DoNotGoWithACustomer) {
    new_account("hotline", "hotline");
    const std::int64_t boss = shop.new_customer();
    new_account("boss", "admin", boss);
    const Api hotline = shop.signed_in("hotline");
    const std::string path = "/customers/" + std::to_string(boss);
    EXPECT_THAT(hotline.del(path), Refused(403, "forbidden"));
    EXPECT_THAT(hotline.patch(path, json::Object{{"email", "thief@example.com"}}), Refused(403, "forbidden"));
    EXPECT_THAT(shop.signed_in("boss").get("/me"), HasStatus(200));
    EXPECT_THAT(hotline.del("/customers/" + std::to_string(shop.new_shopper().customer)), HasStatus(204));
}

TILL_ON_BOTH_DATABASES(Powers);

class SecurityLines : public testing::TestWithParam<DatabaseKind> {
 protected:
    RunningShop shop{GetParam(), {{"TILL_SERVER_MANAGEMENT", "127.0.0.1:0"}}};

    std::string figure(const std::string& event) {
        HttpClient operators(shop.process().management_port());
        const std::string text = operators.send("GET", "/metrics").body;
        const std::string name = "\ntill_security_events_total{event=\"" + event + "\"} ";
        const std::size_t line = text.find(name);
        if (line == std::string::npos) return "(missing)";
        return text.substr(line + name.size(), text.find('\n', line + 1) - line - name.size());
    }
};

TEST_P(SecurityLines, TellWhoDidWhatAndNoSecrets) {
    const Shopper shopper = shop.new_shopper();
    const std::string account = std::to_string(shopper.account);
    const json::Object wrong{{"username", "my password, typed into the wrong field"}, {"password", "hunter2 hunter2"}};
    EXPECT_EQ(shop.anyone().send("POST", "/login", json::serialize(wrong), {{"X-Request-Id", "try-1"}}).status, 401);
    EXPECT_THAT(shop.admin().patch("/accounts/" + account, json::Object{{"role", "admin"}}), HasStatus(200));
    EXPECT_THAT(shop.admin().patch("/accounts/" + account, json::Object{{"password", "another good one"}}),
                HasStatus(200));
    EXPECT_THAT(shop.admin().del("/accounts/" + account), HasStatus(204));
    EXPECT_THAT(shop.admin().get("/exports/customers.csv"), HasStatus(200));
    EXPECT_EQ(
        shop.admin()
            .send("POST", "/imports/customers", "name,email\nEve,eve@example.com\n", {{"Content-Type", "text/csv"}})
            .status,
        202);

    const std::string log = shop.process().errors();
    const auto tells = [&](const std::string& line) { EXPECT_NE(log.find(line), std::string::npos) << line << log; };
    tells("security: event=sign-in-failed account=0 by=0 address=127.0.0.1 request=try-1 detail=-\n");
    tells("security: event=signed-in account=" + account + " by=0 address=127.0.0.1 request=");
    tells("security: event=role-changed account=" + account + " by=1 address=127.0.0.1 request=");
    tells(" detail=admin\n");
    tells("security: event=password-reset account=" + account + " by=1 ");
    tells("security: event=account-removed account=" + account + " by=1 ");
    tells("security: event=exported account=1 by=1 address=127.0.0.1 ");
    tells(" detail=customers\n");
    tells("security: event=imported account=1 by=1 ");
    for (const char* secret : {"hunter2", "typed", good_password, "another good one"}) {
        EXPECT_EQ(log.find(secret), std::string::npos) << secret;
    }
    EXPECT_EQ(figure("sign-in-failed"), "1");
    EXPECT_EQ(figure("signed-in"), "2");
    EXPECT_EQ(figure("role-changed"), "1");
    EXPECT_EQ(figure("refresh-reused"), "0");
}

TILL_ON_BOTH_DATABASES(SecurityLines);

}  // namespace
}  // namespace till::test

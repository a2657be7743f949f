#include <iostream>
#include <regex>
#include <set>

#include "api/access_walk.h"

namespace till::test {
namespace {

/// Both ways to write a path with something in it, as one.
std::string shape_of(const std::string& call) {
    static const std::regex thing("<[^>]*>|\\{[^}]*\\}");
    static const std::regex base(" /api/v1");
    return std::regex_replace(std::regex_replace(call, thing, "*"), base, " ");
}

class Access : public ShopTest {
 protected:
    static std::string new_token(const std::string& username) { return shop().signed_in(username).token(); }

    static void add_account(const std::string& username, const std::string& role) {
        const Response made = admin().post(
            "/accounts",
            json::Object{{"customer_id", {}}, {"username", username}, {"password", good_password}, {"role", role}});
        ASSERT_THAT(made, HasStatus(201));
    }
};

TEST_P(Access, IsAsTheTableSaysForEveryOperationAndCase) {
    add_account("walking-staff", "staff");
    add_account("walking-admin", "admin");
    AccessWalk walk(shop());
    std::size_t cases = 0;
    for (const Operation& row : operations()) {
        // Each with a sign-in of its own, because the call may end it.
        const std::string let_in = row.is_for_customers() ? walk.customer.username : "walking-admin";
        for (const AccessCase& with : without_a_good_token(row.gets.nobody, new_token(let_in))) walk.go(row, with);
        walk.go(row, {"its customer", row.gets.customer, new_token(walk.customer.username)});
        walk.go(row, {"another customer", row.gets.other, new_token(walk.other.username)});
        walk.go(row, {"staff", row.gets.staff, new_token("walking-staff")});
        walk.go(row, {"an admin", row.gets.admin, new_token("walking-admin")});
        cases += 9;
    }
    std::cout << "walked " << operations().size() << " operations × 9 cases = " << cases << ", " << walk.calls()
              << " calls with HEAD\n";
    RecordProperty("operations", static_cast<int>(operations().size()));
    RecordProperty("calls", walk.calls());
}

TEST_P(Access, HasARowInTheTableForEveryOperation) {
    const auto documented = documented_operations(shop());
    std::set<std::string> rows;
    for (const Operation& row : operations()) {
        EXPECT_TRUE(rows.insert(row.name).second) << row.name << " stands there twice";
        const auto operation = documented.find(row.name);
        ASSERT_NE(operation, documented.end()) << row.name << " is gone";
        EXPECT_EQ(shape_of(row.call), shape_of(operation->second.call)) << row.name;
    }
    for (const auto& [operation, how] : documented) {
        EXPECT_EQ(rows.count(operation), 1U) << operation << " is new: say in operations() what it answers to whom";
    }
}

TEST_P(Access, IsSaidInTheDocument) {
    const auto documented = documented_operations(shop());
    for (const Operation& row : operations()) {
        const DocumentedOperation& operation = documented.at(row.name);
        const bool needs_token = row.gets.nobody == 401;
        EXPECT_EQ(operation.needs_token, needs_token) << row.name;
        EXPECT_NE(operation.description.find(needs_token ? "permission" : "no token"), std::string::npos) << row.name;
    }
}

TEST_P(Access, OfDocumentationNeedsNoTokenAndMindsNoBadOne) {
    for (const char* path : {"/api/docs", "/api/swagger.yaml", "/api/openapi.json"}) {
        for (const AccessCase& with : without_a_good_token(200, admin().token())) {
            EXPECT_THAT(shop().with_token(with.token).get(path), HasStatus(200)) << path << " × " << with.name;
        }
    }
}

TEST_P(Access, IsRefusedAsForbiddenWithoutAWordOfWhatIsThere) {
    const Shopper shopper = shop().new_shopper();
    const std::string account = std::to_string(shopper.account);
    EXPECT_THAT(shopper.api.get("/accounts/" + account), Refused(403, "forbidden"));
    EXPECT_THAT(shopper.api.get("/accounts/987654321"), Refused(403, "forbidden"));
    EXPECT_THAT(shopper.api.send("POST", "/products", "not JSON"), Refused(403, "forbidden"))
        << "who may not call is told so before the body is looked at";
    EXPECT_THAT(admin().get("/cart"), Refused(403, "forbidden"));
}

TEST_P(Access, ToAnotherCustomersOrderIsRefusedAsIfThereWereNone) {
    const Shopper owner = shop().new_shopper();
    const Shopper other = shop().new_shopper();
    const std::string order = owner.api.post("/orders", order_of(shop().new_product("Tea", "1.00", 5), 1)).at("id");
    const auto without = [](const Response& response, const std::string& id) {
        json::Value problem = response.json();
        problem["request_id"] = "";
        return std::regex_replace(json::serialize(problem), std::regex(id), "ID");
    };
    EXPECT_EQ(without(other.api.get("/orders/" + order), order),
              without(other.api.get("/orders/987654321"), "987654321"));
    EXPECT_THAT(owner.api.get("/orders/" + order), HasStatus(200));
}

TILL_SHOP_TEST(Access);

}  // namespace
}  // namespace till::test

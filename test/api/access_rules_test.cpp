#include <set>

#include "api/access_walk.h"

namespace till::test {
namespace {

/// Shops with other rules, each for itself.
class AccessRules : public testing::TestWithParam<DatabaseKind> {};

TEST_P(AccessRules, OpenTheCatalogueAndNothingElse) {
    RunningShop shop(GetParam(), {{"TILL_ACCESS_PUBLIC_CATALOGUE", "true"}});
    const std::set<std::string> opened{"listProducts", "showProduct", "listCategories"};
    AccessWalk walk(shop);
    const std::string& good_token = walk.customer.api.token();
    for (const Operation& row : operations()) {
        const bool is_open = opened.count(row.name) == 1;
        for (AccessCase with : without_a_good_token(row.gets.nobody, good_token)) {
            if (is_open && with.token.empty()) with.wanted = 200;
            walk.go(row, with);
        }
        if (is_open) walk.go(row, {"a customer", 200, good_token});
    }
}

TEST_P(AccessRules, LeaveNoRegistrationWhereItIsClosed) {
    const RunningShop shop(GetParam(), {{"TILL_ACCESS_REGISTRATION", "false"}});
    for (const AccessCase& with : without_a_good_token(404, shop.admin().token())) {
        EXPECT_THAT(shop.with_token(with.token).post("/register", json::Object{}), Refused(404, "not-found"))
            << with.name;
    }
    EXPECT_THAT(shop.admin().post("/register", json::Object{}), Refused(404, "not-found"));
}

TEST_P(AccessRules, GiveARoleOfTheConfigurationItsRightsAndNoOthers) {
    RunningShop shop(GetParam(), {{"TILL_ACCESS_ROLES", "clerk=stock:read stock:write profile:read"}});
    const std::set<std::string> allowed{"showOwnAccount", "showImport", "listStockMovements", "createStockMovement",
                                        "listLowStock"};
    const json::Object clerk{
        {"customer_id", {}}, {"username", "clerk"}, {"password", good_password}, {"role", "clerk"}};
    ASSERT_THAT(shop.admin().post("/accounts", clerk), HasStatus(201));
    const std::string token = shop.signed_in("clerk").token();
    AccessWalk walk(shop);
    for (const Operation& row : operations()) {
        const bool gets_in = row.gets.nobody != 401 || allowed.count(row.name) == 1;
        walk.go(row, {"a clerk", gets_in ? row.gets.admin : 403, token});
    }
    json::Object staff = clerk;
    staff[1].value = "nobody";
    staff[3].value = "staff";
    EXPECT_THAT(shop.admin().post("/accounts", staff), InvalidField("role")) << "what is given replaces the list";
}

TILL_ON_BOTH_DATABASES(AccessRules);

}  // namespace
}  // namespace till::test

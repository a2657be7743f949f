#include <map>
#include <set>

#include "support/shop_test.h"

namespace till::test {
namespace {

enum class Who { anyone, signed_in, customer, admin };

// Who may call what: by hand, so that a slip in the table of routes shows here.
const std::map<std::string, Who>& who_may() {
    static const std::map<std::string, Who> table{
        {"signIn", Who::anyone},
        {"showOwnAccount", Who::signed_in},
        {"listProducts", Who::signed_in},
        {"showProduct", Who::signed_in},
        {"listCategories", Who::signed_in},
        {"placeOrder", Who::signed_in},
        {"showOrder", Who::signed_in},
        {"showCart", Who::customer},
        {"addToCart", Who::customer},
        {"setCartQuantity", Who::customer},
        {"removeFromCart", Who::customer},
        {"emptyCart", Who::customer},
        {"checkOut", Who::customer},
        {"listOwnOrders", Who::customer},
        {"createProduct", Who::admin},
        {"replaceProduct", Who::admin},
        {"changeProduct", Who::admin},
        {"removeProduct", Who::admin},
        {"listStockMovements", Who::admin},
        {"createStockMovement", Who::admin},
        {"listOrders", Who::admin},
        {"createCustomer", Who::admin},
        {"showCustomer", Who::admin},
        {"listCustomers", Who::admin},
        {"replaceCustomer", Who::admin},
        {"changeCustomer", Who::admin},
        {"removeCustomer", Who::admin},
        {"createAccount", Who::admin},
        {"showAccount", Who::admin},
        {"listAccounts", Who::admin},
        {"replaceAccount", Who::admin},
        {"changeAccount", Who::admin},
        {"removeAccount", Who::admin},
    };
    return table;
}

struct Operation {
    std::string id;
    std::string method;
    std::string path;  ///< with ids that nothing has
};

std::string with_ids(std::string path) {
    for (auto begin = path.find('{'); begin != std::string::npos; begin = path.find('{')) {
        path.replace(begin, path.find('}') - begin + 1, "987654321");
    }
    return path;
}

class Access : public ShopTest {
 protected:
    static std::vector<Operation> operations() {
        const json::Value document = shop().anyone().get("/api/openapi.json").json();
        std::vector<Operation> operations;
        for (const json::Member& path : *document.find("paths")->object()) {
            for (const json::Member& method : *path.value.object()) {
                std::string name = method.name;
                for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
                operations.push_back({at(method.value, "operationId"), name, with_ids(path.name)});
            }
        }
        return operations;
    }

    // With a body that is refused only once the caller may call.
    static int status(const Api& api, const Operation& operation) {
        const bool has_body = operation.method == "POST" || operation.method == "PUT" || operation.method == "PATCH";
        const auto body = has_body ? std::optional<std::string>("[]") : std::nullopt;
        const Answer answer = api.send(operation.method, operation.path, body);
        if (answer.status >= 400) {
            EXPECT_EQ(fault_in_problem(answer), "") << operation.id;
        }
        EXPECT_LT(answer.status, 500) << operation.id;
        return answer.status;
    }

    static void expect_let_in(const Api& api, const Operation& operation) {
        EXPECT_THAT(status(api, operation), testing::AllOf(testing::Ne(401), testing::Ne(403))) << operation.id;
    }
};

TEST_P(Access, IsAsTheTableSaysForEveryOperation) {
    const Shopper shopper = shop().new_shopper();
    const Api damaged = shop().with_token(shopper.api.token() + "A");
    std::set<std::string> seen;
    for (const Operation& operation : operations()) {
        seen.insert(operation.id);
        const auto row = who_may().find(operation.id);
        ASSERT_NE(row, who_may().end()) << operation.id << " is new: say in who_may() who may call it";
        const Who who = row->second;
        if (who == Who::anyone) {
            expect_let_in(shop().anyone(), operation);
            continue;
        }
        EXPECT_EQ(status(shop().anyone(), operation), 401) << operation.id;
        EXPECT_EQ(status(damaged, operation), 401) << operation.id;
        if (who == Who::admin) {
            EXPECT_EQ(status(shopper.api, operation), 403) << operation.id;
        } else {
            expect_let_in(shopper.api, operation);
        }
        if (who == Who::customer) {
            EXPECT_EQ(status(admin(), operation), 403) << operation.id;
        } else {
            expect_let_in(admin(), operation);
        }
    }
    for (const auto& [id, who] : who_may()) EXPECT_TRUE(seen.count(id) == 1) << id << " is not documented any more";
}

TEST_P(Access, IsSaidInTheDocument) {
    const json::Value document = shop().anyone().get("/api/openapi.json").json();
    for (const json::Member& path : *document.find("paths")->object()) {
        for (const json::Member& method : *path.value.object()) {
            const bool open = at(method.value, "security") == "[]";
            EXPECT_EQ(open, who_may().at(at(method.value, "operationId")) == Who::anyone) << path.name;
            EXPECT_NE(at(method.value, "description").find(open ? "no token" : "permission"), std::string::npos);
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

TILL_SHOP_TEST(Access);

}  // namespace
}  // namespace till::test

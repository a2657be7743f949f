#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/contract_proxy.h"
#include "support/databases.h"
#include "support/http_client.h"
#include "support/till_process.h"

namespace till::test {

/// A customer with an account and a token.
struct Shopper {
    std::int64_t customer;
    std::int64_t account;
    std::string username;
    Api api;
};

inline constexpr const char* admin_name = "keeper";
inline constexpr const char* good_password = "open sesame, please";

/// The program on a database of its own, with an admin (admin_name, good_password), and open for registration.
class RunningShop {
 public:
    explicit RunningShop(const DatabaseKind& kind, const Settings& more = {});

    TillProcess& process() { return *process_; }
    /// As they were given to the process; the database outlives it.
    const Settings& settings() const { return settings_; }

    Api anyone() const { return Api(process_->port()); }
    /// From a network that no other is in: who guesses passwords has to wait, by address and by network.
    Api stranger(const std::string& token = {}) const;
    Api with_token(const std::string& token) const { return Api(process_->port(), token); }
    Api signed_in(const std::string& username, const std::string& password = good_password) const;
    const Api& admin() const { return *admin_; }

    Shopper new_shopper();
    /// Ids of new things; every other field has a fit value.
    std::int64_t new_customer();
    std::int64_t new_product(const std::string& name, const std::string& price, std::int64_t stock);
    std::int64_t new_product(json::Object fields);

    /// What GET says today.
    std::string stock_of(std::int64_t product) const;
    /// The sum over all pages of the ledger.
    std::int64_t ledger_sum(std::int64_t product) const;

 private:
    FreshDatabase database_;
    Settings settings_;
    std::unique_ptr<TillProcess> process_;
    std::shared_ptr<ContractProxy> proxy_;
    std::unique_ptr<Api> admin_;
    int customers_ = 0;
};

/// The body of an order, and of a cart's new item.
json::Value order_of(std::int64_t product, std::int64_t quantity);
json::Value item_of(std::int64_t product, std::int64_t quantity);

/// The base of suites on a shop that all tests of a suite share, one a database:
///
///     class Cart : public till::test::ShopTest {};
///     TEST_P(Cart, AddsToWhatIsThere) { … shop().new_product(…) … }
///     TILL_SHOP_TEST(Cart);
class ShopTest : public testing::TestWithParam<DatabaseKind> {
 public:
    static void TearDownTestSuite() { shops().clear(); }

    /// Started at the first call.
    static RunningShop& shop();
    static const Api& admin() { return shop().admin(); }

 private:
    static std::map<std::string, std::unique_ptr<RunningShop>>& shops();
};

#define TILL_SHOP_TEST(suite) TILL_ON_BOTH_DATABASES(suite)

/// A response of that status; prints its body where it is another.
MATCHER_P(HasStatus, status, "is an answer " + testing::PrintToString(status)) {
    static_cast<void>(result_listener);
    return arg.status == status;
}

/// How a response differs from a problem of RFC 9457 as the API promises it; empty where nothing does.
std::string fault_in_problem(const Response& response);

/// A problem+json of that status and code, whole in every respect.
MATCHER_P2(Refused, status, code, "is the refusal " + testing::PrintToString(status) + " " + std::string(code)) {
    const std::string fault = fault_in_problem(arg);
    *result_listener << fault;
    return fault.empty() && arg.status == status && arg.at("code") == code;
}

/// A 422 that names exactly these fields.
MATCHER_P(Invalid, fields, "is a validation-failed that names " + testing::PrintToString(fields)) {
    const std::string fault = fault_in_problem(arg);
    *result_listener << fault;
    if (!fault.empty() || arg.status != 422 || arg.at("code") != "validation-failed") return false;
    const json::Value document = arg.json();
    const json::Value* errors = document.find("errors");
    if (errors == nullptr || errors->object() == nullptr) return false;
    std::vector<std::string> named;
    for (const json::Member& member : *errors->object()) named.push_back(member.name);
    return testing::ExplainMatchResult(testing::UnorderedElementsAreArray(fields), named, result_listener);
}

inline auto InvalidField(const std::string& field) { return Invalid(std::vector<std::string>{field}); }

}  // namespace till::test

#include "support/shop_test.h"

#include <atomic>
#include <cstdlib>
#include <stdexcept>

#include "support/private_mariadb.h"

namespace till::test {
namespace {

// The response's body where it has the status; prints the reason where it has not.
const Response& require(const Response& response, int status) {
    if (response.status != status) {
        throw std::runtime_error("wanted " + std::to_string(status) + ", not " + testing::PrintToString(response));
    }
    return response;
}

}  // namespace

RunningShop::RunningShop(const DatabaseKind& kind, const Settings& more)
    : database_(kind), settings_(settings_for(database_.options().url)) {
    settings_["TILL_ACCESS_REGISTRATION"] = "true";
    for (const auto& [name, value] : more) settings_[name] = value;
    const FinishedRun made =
        run_till({"account", "create", "--username", admin_name, "--role", "admin", "--password-stdin"}, settings_,
                 std::string(good_password) + "\n");
    if (made.status != 0) throw std::runtime_error("till account create said: " + made.errors);
    process_ = std::make_unique<TillProcess>(settings_);
    proxy_ = ContractProxy::start(process_->port());
    admin_ = std::make_unique<Api>(signed_in(admin_name));
}

Api RunningShop::stranger(const std::string& token) const {
    static std::atomic<int> strangers{0};
    const int number = ++strangers;
    return Api(process_->port(), token,
               "127." + std::to_string(number / 250 % 250 + 1) + "." + std::to_string(number % 250) + ".1");
}

Api RunningShop::signed_in(const std::string& username, const std::string& password) const {
    const Response response = anyone().post("/login", json::Object{{"username", username}, {"password", password}});
    return with_token(require(response, 200).at("auth_token"));
}

std::int64_t RunningShop::new_customer() {
    const std::string number = std::to_string(++customers_);
    const Response response = admin().post(
        "/customers", json::Object{{"name", "Customer " + number}, {"email", "customer" + number + "@example.com"}});
    return require(response, 201).number("id");
}

Shopper RunningShop::new_shopper() {
    const std::int64_t customer = new_customer();
    const std::string username = "shopper" + std::to_string(customer);
    const Response account = admin().post(
        "/accounts", json::Object{{"customer_id", customer}, {"username", username}, {"password", good_password}});
    return {customer, require(account, 201).number("id"), username, signed_in(username)};
}

std::int64_t RunningShop::new_product(const std::string& name, const std::string& price, std::int64_t stock) {
    return new_product(json::Object{{"name", name}, {"price", price}, {"stock", stock}});
}

std::int64_t RunningShop::new_product(json::Object fields) {
    return require(admin().post("/products", std::move(fields)), 201).number("id");
}

std::string RunningShop::stock_of(std::int64_t product) const {
    return require(admin().get("/products/" + std::to_string(product)), 200).at("stock");
}

std::int64_t RunningShop::ledger_sum(std::int64_t product) const {
    std::int64_t sum = 0;
    for (std::int64_t page = 1, pages = 1; page <= pages; ++page) {
        const Response ledger = require(admin().get("/products/" + std::to_string(product) +
                                                    "/stock-movements?per_page=100&page=" + std::to_string(page)),
                                        200);
        pages = ledger.number("pages");
        for (const std::string& change : ledger.each("items", "change")) sum += std::stoll(change);
    }
    return sum;
}

json::Value item_of(std::int64_t product, std::int64_t quantity) {
    return json::Object{{"product_id", product}, {"quantity", quantity}};
}

json::Value order_of(std::int64_t product, std::int64_t quantity) {
    return json::Object{{"items", json::Array{item_of(product, quantity)}}};
}

RunningShop& ShopTest::shop() {
    std::unique_ptr<RunningShop>& shop = shops()[GetParam().name];
    if (!shop) shop = std::make_unique<RunningShop>(GetParam());
    return *shop;
}

std::map<std::string, std::unique_ptr<RunningShop>>& ShopTest::shops() {
    // The server has to outlive the shops that use it.
    static const bool has_mariadb = databases_to_test().back().dialect == database::Dialect::mysql;
    if (has_mariadb) PrivateMariadb::shared();
    static std::map<std::string, std::unique_ptr<RunningShop>> shops;
    return shops;
}

std::string fault_in_problem(const Response& response) {
    if (response.header("Content-Type") != "application/problem+json") return "it is not application/problem+json";
    json::Value problem;
    try {
        problem = response.json();
    } catch (const std::exception& error) {
        return "it is not JSON: " + response.body;
    }
    for (const char* member : {"type", "title", "detail", "code", "request_id"}) {
        const json::Value* value = problem.find(member);
        if (value == nullptr || value->text() == nullptr || value->text()->empty()) {
            return std::string("it has no ") + member;
        }
    }
    if (at(problem, "status") != std::to_string(response.status)) return "its status is another";
    if (response.header("X-Request-Id") != at(problem, "request_id")) return "its request_id is not that of the header";
    if (response.status == 401 && response.header("WWW-Authenticate") != "Bearer") return "it has no WWW-Authenticate";
    if (response.status == 503 && !response.header("Retry-After")) return "it has no Retry-After";
    return "";
}

}  // namespace till::test

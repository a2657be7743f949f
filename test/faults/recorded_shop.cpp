#include "faults/recorded_shop.h"

#include <stdexcept>

#include "support/till_process.h"

namespace till::test {

namespace {

constexpr std::int64_t plenty = 1'000'000'000;
constexpr std::int64_t little = 200;
constexpr int products_with_plenty = 8;
constexpr std::int64_t price_minor = 350;

Response must(const Response& response, int status) {
    if (response.status != status) {
        throw std::runtime_error("wanted " + std::to_string(status) + ", not " + testing::PrintToString(response));
    }
    return response;
}

}  // namespace

RecordedShop::RecordedShop(std::string database_url) : url_(std::move(database_url)), record_(folder_.file("record")) {}

void RecordedShop::make_admin(const Settings& settings) const {
    const FinishedRun made =
        run_till({"account", "create", "--username", admin_name, "--role", "admin", "--password-stdin"}, settings,
                 std::string(good_password) + "\n");
    if (made.status != 0) throw std::runtime_error("till account create said: " + made.errors);
}

void RecordedShop::sign_in_admin() {
    admin_token_ =
        must(anyone().post("/login", json::Object{{"username", admin_name}, {"password", good_password}}), 200)
            .at("auth_token");
}

Guest RecordedShop::new_guest() {
    const std::string number = std::to_string(++guests_);
    const Api keeper = admin();
    Guest guest;
    guest.customer =
        must(keeper.post("/customers", json::Object{{"name", "Guest " + number}, {"email", number + "@example.com"}}),
             201)
            .number("id");
    const std::string username = "guest" + number;
    must(
        keeper.post("/accounts",
                    json::Object{{"customer_id", guest.customer}, {"username", username}, {"password", good_password}}),
        201);
    guest.token = must(anyone().post("/login", json::Object{{"username", username}, {"password", good_password}}), 200)
                      .at("auth_token");
    return guest;
}

std::int64_t RecordedShop::new_product(std::int64_t stock) {
    const Response added =
        must(admin().post("/products", json::Object{{"name", "Tea"}, {"price", "3.50"}, {"stock", stock}}), 201);
    const std::int64_t id = added.number("id");
    record_.offers(id, {stock, price_minor});
    products_.push_back(id);
    return id;
}

void RecordedShop::fill_shelves() {
    for (int i = 0; i < products_with_plenty; ++i) new_product(plenty);
    new_product(little);
    new_product(little);
}

DatabaseContents RecordedShop::contents() const { return contents_of(url_); }

Findings RecordedShop::audit(const AuditRules& rules) const { return test::audit(record_.read(), contents(), rules); }

DatabaseContents contents_of(const std::string& database_url) {
    database::SqlDatabase store({.url = database_url});
    return read_database(store, store.dialect());
}

}  // namespace till::test

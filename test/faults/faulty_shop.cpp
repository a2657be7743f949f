#include "faults/faulty_shop.h"

#include <csignal>
#include <stdexcept>

#include "faults/effort.h"

namespace till::test {

namespace {

constexpr std::int64_t plenty = 1'000'000'000;
constexpr std::int64_t little = 200;
constexpr int products_with_plenty = 8;
constexpr std::int64_t price_minor = 350;

Answer must(const Answer& answer, int status) {
    if (answer.status != status) {
        throw std::runtime_error("wanted " + std::to_string(status) + ", not " + testing::PrintToString(answer));
    }
    return answer;
}

std::string seed_text() { return "TILL_FAULTS_SEED=" + std::to_string(run_seed()) + " throws the same dice"; }

}  // namespace

FaultyShop::FaultyShop(std::string database_url, const Settings& more)
    : url_(std::move(database_url)), settings_(settings_for(url_)), record_(folder_.file("record")) {
    for (const auto& [name, value] : more) settings_[name] = value;
    const FinishedRun made =
        run_till({"account", "create", "--username", admin_name, "--role", "admin", "--password-stdin"}, settings_,
                 std::string(good_password) + "\n");
    if (made.status != 0) throw std::runtime_error("till account create said: " + made.errors);
    start();
    admin_token_ =
        must(anyone().post("/login", json::Object{{"username", admin_name}, {"password", good_password}}), 200)
            .at("auth_token");
}

void FaultyShop::start() {
    process_ = std::make_unique<TillProcess>(settings_);
    door_ = detour_ != 0 ? detour_ : process_->port();
}

void FaultyShop::kill() {
    process_->signal(SIGKILL);
    door_ = 0;
    process_->stop();
    process_.reset();
}

int FaultyShop::stop() {
    door_ = 0;
    const int status = process_->stop();
    process_.reset();
    return status;
}

void FaultyShop::lead_through(std::uint16_t port) {
    detour_ = port;
    if (process_) door_ = port;
}

Guest FaultyShop::new_guest() {
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

std::int64_t FaultyShop::new_product(std::int64_t stock) {
    const Answer added =
        must(admin().post("/products", json::Object{{"name", "Tea"}, {"price", "3.50"}, {"stock", stock}}), 201);
    const std::int64_t id = added.number("id");
    record_.offers(id, {stock, price_minor});
    products_.push_back(id);
    return id;
}

void FaultyShop::fill_shelves() {
    for (int i = 0; i < products_with_plenty; ++i) new_product(plenty);
    new_product(little);
    new_product(little);
}

StoreContents FaultyShop::contents() const { return contents_of(url_); }

Findings FaultyShop::audit(const AuditRules& rules) const { return test::audit(record_.read(), contents(), rules); }

StoreContents contents_of(const std::string& database_url) {
    database::Store store({.url = database_url});
    return read_store(store, store.dialect());
}

Fault::Fault() : seed_(__FILE__, __LINE__, seed_text()) {}

FaultOnBoth::FaultOnBoth() : seed_(__FILE__, __LINE__, seed_text()) {}

}  // namespace till::test

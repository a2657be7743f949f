#include "api/caching_figures.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

namespace till::test {
namespace {

constexpr std::int64_t units = 100'000;
constexpr std::array<const char*, 5> states{"pending", "processing", "shipped", "delivered", "returned"};

void require_status(const Response& response, int status) {
    if (response.status != status) throw std::runtime_error(testing::PrintToString(response));
}

/// The number at the end of a text: "Customer 17".
std::int64_t last_number(const std::string& text) {
    const auto begin = text.find_last_not_of("0123456789") + 1;
    return begin < text.size() ? std::stoll(text.substr(begin)) : -1;
}

std::string price_of(std::int64_t cents) {
    const std::string digits = std::to_string(1000 + cents);
    return digits.substr(0, digits.size() - 2) + '.' + digits.substr(digits.size() - 2);
}

std::int64_t cents_of(std::string price) {
    price.erase(price.find('.'), 1);
    return std::stoll(price) - 1000;
}

using Cell = std::function<std::int64_t(const std::string&)>;
using Reader = Figures::Reader;

/// A member of the response.
Reader member(const std::string& path, const Cell& cell) {
    return [=](const Response& response) { return cell(response.at(path)); };
}

/// A member of that item of a list whose member `key` has the value; -1 where it is not there.
Reader member_of_item(const std::string& list, const std::string& key, std::int64_t value, const std::string& name,
                      const Cell& cell) {
    return [=](const Response& response) -> std::int64_t {
        const std::vector<std::string> keys = response.each(list, key);
        const auto found = std::find(keys.begin(), keys.end(), std::to_string(value));
        if (found == keys.end()) return -1;
        return cell(response.each(list, name)[static_cast<std::size_t>(found - keys.begin())]);
    };
}

std::int64_t number_of(const std::string& text) { return std::stoll(text); }

std::string product_path(std::int64_t product) { return "/products/" + std::to_string(product); }

const std::string& admin_token(const RunningShop& shop) { return shop.admin().token(); }

}  // namespace

Figures::Figures(RunningShop& shop)
    : shop_(shop),
      shopper_(shop.new_shopper()),
      buyer_(shop.new_shopper()),
      priced_(shop.new_product({{"name", "Priced"}, {"price", "10.00"}, {"category", "Race"}, {"stock", 3}})),
      stocked_(shop.new_product({{"name", "Stocked"}, {"price", "1.00"}, {"category", "Race"}, {"stock", 0}})),
      sold_(shop.new_product({{"name", "Sold"}, {"price", "1.00"}, {"category", "Race"}, {"stock", units}})),
      moved_(shop.new_product({{"name", "Moved"}, {"price", "1.00"}, {"stock", units}})) {
    require_status(shopper_.api.post("/cart/items", item_of(priced_, 1)), 200);
    require_status(shopper_.api.post("/cart/items", item_of(stocked_, 1)), 200);
    add_prices();
    add_stock();
    add_orders();
    add_transitions();
    add_cart();
    add_customer();
    add_account();
    add_categories();
}

std::shared_ptr<Growing> Figures::grows(const std::string& name,
                                        std::function<void(const Api& admin, std::int64_t value)> write) {
    writings_.push_back({.name = name, .write = std::move(write)});
    return writings_.back().figure;
}

void Figures::shown(const std::shared_ptr<Growing>& figure, const std::string& token, const std::string& path,
                    Reader reader) {
    readings_.push_back({.path = [path] { return path; }, .seen = std::move(reader), .figure = figure, .token = token});
}

/// All responses that contain a product, by caller.
void Figures::shown_of_product(const std::shared_ptr<Growing>& figure, std::int64_t product, const std::string& name,
                               const std::string& word, const Cell& cell) {
    const Reader in_list = member_of_item("items", "id", product, name, cell);
    shown(figure, admin_token(shop_), product_path(product), member(name, cell));
    shown(figure, buyer_.api.token(), product_path(product), member(name, cell));
    for (const std::string& query : {std::string("?per_page=20"), "?per_page=100&search=" + word,
                                     std::string("?category=Race&sort=-price&per_page=20"),
                                     std::string("?min_price=0.50&sort=name&per_page=20")}) {
        shown(figure, buyer_.api.token(), "/products" + query, in_list);
    }
}

void Figures::add_prices() {
    const auto figure = grows("price", [this](const Api& api, std::int64_t value) {
        require_status(api.patch(product_path(priced_), json::Object{{"price", price_of(value)}}), 200);
    });
    shown_of_product(figure, priced_, "price", "priced", cents_of);
    shown(figure, admin_token(shop_), "/inventory/low-stock?below=1000&per_page=100",
          member_of_item("items", "id", priced_, "price", cents_of));
    shown(figure, shopper_.api.token(), "/cart",
          member_of_item("items", "product_id", priced_, "unit_price", cents_of));
}

void Figures::add_stock() {
    const auto figure = grows("stock", [this](const Api& api, std::int64_t) {
        require_status(
            api.post(product_path(stocked_) + "/stock-movements", json::Object{{"change", 1}, {"reason", "received"}}),
            201);
    });
    shown_of_product(figure, stocked_, "stock", "stocked", number_of);
    shown(figure, shopper_.api.token(), "/cart",
          member_of_item("items", "product_id", stocked_, "available", number_of));
    shown(figure, admin_token(shop_), "/inventory/low-stock?below=1000&per_page=100",
          member_of_item("items", "id", stocked_, "stock", number_of));
    const auto movements = [](const std::string& total) { return number_of(total) - 1; };  // without the initial
    shown(figure, admin_token(shop_), product_path(stocked_) + "/stock-movements?per_page=1",
          member("total", movements));
}

void Figures::add_orders() {
    const auto figure = grows("orders", [this](const Api&, std::int64_t) {
        require_status(shop_.with_token(buyer_.api.token()).post("/orders", order_of(sold_, 1)), 201);
    });
    shown(figure, buyer_.api.token(), "/me/orders", member("total", number_of));
    shown(figure, buyer_.api.token(), "/me/orders?per_page=1", member("total", number_of));
    shown(figure, admin_token(shop_), "/orders", member("total", number_of));
    shown(figure, admin_token(shop_), "/orders?status=pending&per_page=3", member("total", number_of));
    shown(figure, admin_token(shop_), "/orders?customer_id=" + std::to_string(buyer_.customer),
          member("total", number_of));
    const auto sold = [](const std::string& stock) { return units - number_of(stock); };
    shown_of_product(figure, sold_, "stock", "sold", sold);
}

// Orders go through all states, one order after the other.
void Figures::add_transitions() {
    transition_an_order(shop_.admin(), 0);
    const auto figure = grows("moves", [this](const Api& api, std::int64_t value) {
        transition_an_order(api, static_cast<std::size_t>(value) % states.size());
    });
    const auto of_latest = [this](const std::string& path_end, const std::string& id) {
        return Reading{.path = [this, path_end] { return "/orders/" + latest_order() + path_end; },
                       .seen = [this, id](const Response& a) { return transitions_until(a.at(id), a.at("status")); },
                       .figure = {},
                       .token = {}};
    };
    for (const std::string& token : {admin_token(shop_), shopper_.api.token()}) {
        for (Reading reading : {of_latest("", "id"), of_latest("/tracking", "order_id")}) {
            reading.figure = figure;
            reading.token = token;
            readings_.push_back(reading);
        }
    }
    const Reader in_list = [this](const Response& response) {
        return transitions_until(response.at("items.0.id"), response.at("items.0.status"));
    };
    shown(figure, shopper_.api.token(), "/me/orders?per_page=1", in_list);
    shown(figure, admin_token(shop_), "/orders?per_page=1&customer_id=" + std::to_string(shopper_.customer), in_list);
}

void Figures::transition_an_order(const Api& admin, std::size_t step) {
    if (step > 0)
        return require_status(admin.patch("/orders/" + latest_order(), json::Object{{"status", states[step]}}), 200);
    const json::Object order{{"customer_id", shopper_.customer}, {"items", json::Array{item_of(moved_, 1)}}};
    const Response placed = admin.post("/orders", order);
    require_status(placed, 201);
    const std::lock_guard lock(mutex_);
    orders_.push_back(placed.at("id"));
}

std::string Figures::latest_order() {
    const std::lock_guard lock(mutex_);
    return orders_.back();
}

// An order that is not known yet was placed by a call that has not returned.
std::int64_t Figures::transitions_until(const std::string& order, const std::string& status) {
    const auto step = std::find(states.begin(), states.end(), status) - states.begin();
    const std::lock_guard lock(mutex_);
    const auto number = std::find(orders_.begin(), orders_.end(), order) - orders_.begin();
    return static_cast<std::int64_t>(number * std::ssize(states) + step);
}

void Figures::add_cart() {
    const auto figure = grows("cart", [this](const Api&, std::int64_t value) {
        require_status(shop_.with_token(shopper_.api.token())
                           .put("/cart/items/" + std::to_string(stocked_), json::Object{{"quantity", value}}),
                       200);
    });
    shown(figure, shopper_.api.token(), "/cart",
          member_of_item("items", "product_id", stocked_, "quantity", number_of));
    shown(figure, shopper_.api.token(), "/cart", member("item_count", number_of));
}

void Figures::add_customer() {
    const std::string path = "/customers/" + std::to_string(shopper_.customer);
    const std::string account = "/accounts/" + std::to_string(shopper_.account);
    const auto figure = grows("customer", [path](const Api& api, std::int64_t value) {
        require_status(api.patch(path, json::Object{{"name", "Racer " + std::to_string(value)}}), 200);
    });
    shown(figure, admin_token(shop_), path, member("name", last_number));
    shown(figure, admin_token(shop_), account, member("customer.name", last_number));
    shown(figure, shopper_.api.token(), "/me", member("customer.name", last_number));
    for (const char* query : {"?per_page=100", "?search=example.com&per_page=100", "?search=racer"}) {
        shown(figure, admin_token(shop_), std::string("/customers") + query, [this](const Response& response) {
            const auto in_list = member_of_item("items", "id", shopper_.customer, "name", last_number);
            return std::max<std::int64_t>(0, in_list(response));  // not yet a racer
        });
    }
    shown(figure, admin_token(shop_), "/accounts?search=shopper&per_page=100", [this](const Response& response) {
        const std::vector<std::string> ids = response.each("items", "id");
        const auto found = std::find(ids.begin(), ids.end(), std::to_string(shopper_.account));
        return last_number(response.at("items." + std::to_string(found - ids.begin()) + ".customer.name"));
    });
}

void Figures::add_account() {
    const std::string path = "/accounts/" + std::to_string(buyer_.account);
    const auto figure = grows("account", [path](const Api& api, std::int64_t value) {
        require_status(api.patch(path, json::Object{{"username", "racer" + std::to_string(value)}}), 200);
    });
    const Cell changes = [](const std::string& version) { return number_of(version) - 1; };
    shown(figure, admin_token(shop_), path, member("version", changes));
    shown(figure, buyer_.api.token(), "/me", member("version", changes));
    shown(figure, admin_token(shop_), "/accounts?per_page=100",
          member_of_item("items", "id", buyer_.account, "version", changes));
}

void Figures::add_categories() {
    const auto figure = grows("category", [](const Api& api, std::int64_t) {
        require_status(api.post("/products", json::Object{{"name", "New"}, {"price", "0.10"}, {"category", "Growing"}}),
                       201);
    });
    const Reader count = [](const Response& response) {
        const auto begin = response.body.find(R"({"name":"Growing","product_count":)");
        return begin == std::string::npos ? 0
                                          : number_of(response.body.substr(response.body.find("count\":", begin) + 7));
    };
    shown(figure, buyer_.api.token(), "/categories", count);
    shown(figure, buyer_.api.token(), "/products?category=Growing&per_page=1", member("total", number_of));
    shown(figure, admin_token(shop_), "/products?max_price=0.20&per_page=1", member("total", number_of));
    shown(figure, admin_token(shop_), "/products?search=new&per_page=1", member("total", number_of));
}

}  // namespace till::test

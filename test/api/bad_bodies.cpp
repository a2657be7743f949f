#include "api/bad_bodies.h"

#include <stdexcept>

namespace till::test {

using json::Array;
using json::Object;
using json::Value;

void BadBodies::SetUp() {
    document_ = shop().anyone().get("/api/openapi.json").json();
    product_ = shop().new_product({{"name", "Tea"}, {"price", "1.00"}, {"stock", 5}});
    const auto new_order = [&] { return "/orders/" + shopper_.api.post("/orders", order_of(product_, 1)).at("id"); };
    order_to_ship_ = new_order();
    admin().patch(order_to_ship_, Object{{"status", "processing"}});
    order_to_cancel_ = new_order();
}

std::vector<GoodCall> BadBodies::calls() const {
    const std::string product = "/products/" + std::to_string(product_);
    const Object details{{"name", "Tea"},         {"price", "1.00"},      {"sku", "BAD-1"},
                         {"description", "Good"}, {"category", "Drinks"}, {"image_url", "/tea.png"}};
    Value new_product = details;
    new_product["sku"] = "BAD-2";
    new_product["stock"] = 5;
    const std::string customer = "/customers/" + std::to_string(shopper_.customer);
    const Object person{{"name", "N"}, {"email", shopper_.username + "@example.com"}, {"phone", "1"}};
    const std::string account = "/accounts/" + std::to_string(shopper_.account);
    const Object login{{"username", shopper_.username}, {"role", "customer"}, {"password", good_password}};
    const Object order{{"items", Array{item_of(product_, 1)}},
                       {"shipping_address", "Here"},
                       {"note", "Now"},
                       {"customer_id", shopper_.customer}};
    return {
        {"signIn", "POST", "/login", Object{{"username", "nobody"}, {"password", good_password}}},
        {"refreshSignIn", "POST", "/login/refresh", Object{{"refresh_token", "made.up"}}},
        {"register", "POST", "/register",
         Object{{"name", "N"},
                {"email", "registered@example.com"},
                {"phone", "1"},
                {"username", "registered"},
                {"password", good_password}}},
        {"createCustomer", "POST", "/customers", Object{{"name", "N"}, {"email", "bad@example.com"}, {"phone", "1"}}},
        {"createAccount", "POST", "/accounts",
         Object{{"customer_id", customer_}, {"username", "bad"}, {"password", good_password}, {"role", "customer"}}},
        {"replaceCustomer", "PUT", customer, person},
        {"changeCustomer", "PATCH", customer, person},
        {"createProduct", "POST", "/products", new_product},
        {"replaceProduct", "PUT", product, details},
        {"changeProduct", "PATCH", product, details},
        {"createStockMovement", "POST", product + "/stock-movements",
         Object{{"change", 1}, {"reason", "received"}, {"note", "Good"}}},
        {"addToCart", "POST", "/cart/items", item_of(product_, 1), false},
        {"setCartQuantity", "PUT", "/cart/items/" + std::to_string(product_), Object{{"quantity", 1}}, false},
        {"checkOut", "POST", "/cart/checkout",
         Object{{"shipping_address", "Here"}, {"note", "Now"}, {"expected_total", "1.00"}}, false},
        {"placeOrder", "POST", "/orders", order},
        {"moveOrder", "PATCH", order_to_ship_,
         Object{{"status", "shipped"}, {"carrier", "Post"}, {"tracking_number", "1"}, {"note", "Good"}}},
        {"cancelOrder", "POST", order_to_cancel_ + "/cancel", Object{{"reason", "Good"}}, false},
        // Last, because a new password ends the sign-in.
        {"changeOwnPassword", "PUT", "/me/password",
         Object{{"current_password", good_password}, {"new_password", good_password}}, false},
        {"replaceAccount", "PUT", account, login},
        {"changeAccount", "PATCH", account, login},
    };
}

Response BadBodies::send(const GoodCall& call, const Value& body) const {
    const Api& api = call.as_admin ? admin() : shopper_.api;
    return api.send(call.method, call.path, json::serialize(body));
}

Value BadBodies::schema_of(const std::string& operation) const {
    for (const json::Member& path : *document_.find("paths")->object()) {
        for (const json::Member& method : *path.value.object()) {
            if (at(method.value, "operationId") != operation) continue;
            const Value* content = method.value.find("requestBody")->find("content")->find("application/json");
            return resolved(*content->find("schema"));
        }
    }
    throw std::runtime_error("there is no operation " + operation);
}

Value BadBodies::resolved(const Value& schema) const {
    const Value* reference = schema.find("$ref");
    if (reference == nullptr) return schema;
    const std::string name = reference->text()->substr(reference->text()->rfind('/') + 1);
    return *document_.find("components")->find("schemas")->find(name);
}

std::string BadBodies::everything() const {
    std::string text = shopper_.api.get("/cart").body;
    for (const std::string list : {"/products?", "/orders?"}) {
        std::int64_t pages = 1;
        for (std::int64_t page = 1; page <= pages; ++page) {
            const Response response = admin().get(list + "per_page=100&page=" + std::to_string(page));
            pages = response.number("pages");
            text += response.body;
        }
    }
    for (const std::string things : {"/customers/", "/accounts/"}) {
        for (int id = 1; id <= 40; ++id) {
            const Response response = admin().get(things + std::to_string(id));
            if (response.status == 200) text += response.body;
        }
    }
    return text + std::to_string(shop().ledger_sum(product_));
}

}  // namespace till::test

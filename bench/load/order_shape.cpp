#include "load/order_shape.h"

#include <algorithm>
#include <stdexcept>

#include <boost/json.hpp>
#include <spdlog/fmt/fmt.h>

namespace till::load {

namespace {

constexpr std::uint64_t look_at_one_in = 16;

void require(const Response& response, int status) {
    if (response.status == status) return;
    throw std::runtime_error(
        fmt::format("{} instead of {}: {}", response.status, status, response.body.substr(0, 500)));
}

}  // namespace

void Assortment::draw(bench::Random& random, std::vector<std::int64_t>& products) const {
    products.clear();
    if (hot) products.push_back(numbers.first);
    while (products.size() < lines) {
        const std::int64_t product = numbers.draw(random);
        if (std::find(products.begin(), products.end(), product) == products.end()) products.push_back(product);
    }
}

void check_items(const Response& response, std::vector<std::int64_t> products) {
    const boost::json::value body = boost::json::parse(response.body);
    std::vector<std::int64_t> found;
    for (const boost::json::value& item : body.at("items").as_array()) {
        if (item.at("quantity").as_int64() != 1) throw std::runtime_error("an order of another quantity");
        found.push_back(item.at("product_id").as_int64());
    }
    std::sort(found.begin(), found.end());
    std::sort(products.begin(), products.end());
    if (found != products) {
        throw std::runtime_error(fmt::format("other products than asked for: {}", response.body));
    }
}

OrderShape::OrderShape(Assortment assortment, std::string key_prefix, const Callers& callers, std::size_t connections)
    : assortment_(assortment), key_prefix_(std::move(key_prefix)), products_(connections) {
    for (std::size_t i = 0; i < connections; ++i) fields_.push_back(callers.fields(i));
}

bool OrderShape::next(std::size_t connection, std::string& request) {
    std::vector<std::int64_t>& products = products_[connection];
    assortment_.draw(random_, products);
    body_ = "{\"items\":[";
    for (const std::int64_t product : products) {
        body_.append(body_.back() == '[' ? "" : ",").append("{\"product_id\":").append(std::to_string(product));
        body_.append(",\"quantity\":1}");
    }
    body_ += "]}";
    std::string fields = fields_[connection];
    if (!key_prefix_.empty()) fields += fmt::format("Idempotency-Key: {}-{}\r\n", key_prefix_, ++placed_);
    write_post(request, "/orders", fields, body_);
    return true;
}

void OrderShape::check(std::size_t connection, const Response& response) {
    require(response, 201);
    if (++checked_ % look_at_one_in == 0) check_items(response, products_[connection]);
}

CheckoutShape::CheckoutShape(Assortment assortment, const Callers& callers, std::size_t connections)
    : assortment_(assortment), shoppers_(connections) {
    if (callers.tokens.size() < connections) throw std::runtime_error("every connection needs a customer of its own");
    assortment_.lines = 2;
    for (std::size_t i = 0; i < connections; ++i) shoppers_[i].fields = callers.fields(i);
}

bool CheckoutShape::next(std::size_t connection, std::string& request) {
    Shopper& shopper = shoppers_[connection];
    if (shopper.put_in == shopper.products.size()) {
        assortment_.draw(random_, shopper.products);
        shopper.put_in = 0;
    } else if (++shopper.put_in == shopper.products.size()) {
        write_post(request, "/cart/checkout", shopper.fields, "{}");
        return true;
    }
    write_post(request, "/cart/items", shopper.fields,
               fmt::format("{{\"product_id\":{},\"quantity\":1}}", shopper.products[shopper.put_in]));
    return true;
}

void CheckoutShape::check(std::size_t connection, const Response& response) {
    Shopper& shopper = shoppers_[connection];
    const bool ordered = shopper.put_in == shopper.products.size();
    require(response, ordered ? 201 : 200);
    if (!ordered) return;
    if (++checked_ % look_at_one_in == 0 && shopper.has_ordered) check_items(response, shopper.products);
    shopper.has_ordered = true;
}

SignInShape::SignInShape(std::string username, std::string password, const Callers& callers) {
    const boost::json::object body{{"username", username}, {"password", password}};
    write_post(request_, "/login", callers.fields(0), boost::json::serialize(body));
}

bool SignInShape::next(std::size_t /*connection*/, std::string& request) {
    request = request_;
    return true;
}

void SignInShape::check(std::size_t /*connection*/, const Response& response) {
    if (response.status != 503) require(response, 200);
}

}  // namespace till::load

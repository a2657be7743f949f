#include "faults/visitor.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "faults/effort.h"

namespace till::test {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t orders_remembered = 30;
constexpr int attempts_max = 30;
// Longer than any node hangs, with its work after that.
constexpr auto cart_stays_uncertain = 30s;

json::Array items_of(const Basket& basket) {
    json::Array items;
    for (const auto& [product, quantity] : basket) items.push_back(item_of(product, quantity));
    return items;
}

bool is_of_a_proxy(const Response& response) {
    return response.status >= 502 && response.status <= 504 && !response.header("X-Request-Id");
}

// The shop has one 503 that leaves open what happened; a proxy never knows.
bool says_how_it_went(const Response& response) {
    return response.body.find("may or may not") == std::string::npos && !is_of_a_proxy(response);
}

}  // namespace

void Visitor::shop_until(const std::stop_token& end) {
    end_ = end;
    while (!end.stop_requested()) {
        const std::uint16_t door = shop_.door();
        if (door == 0) {
            std::this_thread::sleep_for(2ms);
            continue;
        }
        if (door != port_) {
            port_ = door;
            own_.reset();
            admin_.reset();
        }
        do_something();
    }
}

void Visitor::do_something() {
    const std::int64_t what = between(random_, 1, 20);
    if (!habits_.others_than_orders) return order();
    if (!habits_.orders) return what > 10 ? receive() : move();
    if (what <= 12) return order();
    if (what <= 14) return std::chrono::steady_clock::now() < cart_is_certain_at_ ? order() : check_out();
    if (what <= 18) return move();
    receive();
}

void Visitor::order() {
    const Basket basket = pick();
    place({.kind = Asked::Kind::order, .customer = guest_.customer, .basket = basket},
          {.method = "POST", .path = "/orders", .body = json::Object{{"items", items_of(basket)}}});
}

void Visitor::check_out() {
    const Basket basket = pick();
    if (!fill_cart(basket)) return;
    place({.kind = Asked::Kind::order, .customer = guest_.customer, .basket = basket},
          {.method = "POST", .path = "/cart/checkout", .body = json::Object{}});
}

Basket Visitor::pick() {
    Basket basket;
    const auto& products = shop_.products();
    for (std::int64_t lines = between(random_, 1, 3); lines > 0; --lines) {
        const auto index = between(random_, 0, static_cast<std::int64_t>(products.size()) - 1);
        basket[products[static_cast<std::size_t>(index)]] = between(random_, 1, 3);
    }
    return basket;
}

bool Visitor::fill_cart(const Basket& basket) {
    if (!change_cart({.method = "DELETE", .path = "/cart", .body = json::Object{}}, 204)) return false;
    return std::all_of(basket.begin(), basket.end(), [&](const auto& line) {
        return change_cart({.method = "POST", .path = "/cart/items", .body = item_of(line.first, line.second)}, 200);
    });
}

bool Visitor::change_cart(const Call& call, int status) {
    const auto response = send(call);
    leave_cart_unless_certain(response);
    return response && response->status == status;
}

void Visitor::leave_cart_unless_certain(const std::optional<Response>& response) {
    if (habits_.through_proxy && (!response || !says_how_it_went(*response))) {
        cart_is_certain_at_ = std::chrono::steady_clock::now() + cart_stays_uncertain;
    }
}

void Visitor::place(Asked asked, Call call) {
    asked.has_key = chance(random_, habits_.with_key);
    const bool keyed = asked.has_key;
    const std::int64_t number = shop_.record().asks(std::move(asked));
    json::Object body = *call.body.object();
    body.emplace_back("note", note_of(number));
    call.body = std::move(body);
    if (keyed) call.headers.emplace_back("Idempotency-Key", note_of(number).replace(7, 1, "-"));
    std::optional<Response> response;
    bool certain = try_once(number, call, response);
    for (int attempt = 1; keyed && !certain && attempt < attempts_max && chance(random_, habits_.retries); ++attempt) {
        while (shop_.door() == 0 && !end_.stop_requested()) std::this_thread::sleep_for(2ms);
        if (end_.stop_requested()) return;
        shop_.record().asks_again(number);
        certain = try_once(number, call, response);
    }
    if (!response || response->status != 201) return;
    ++told_.orders;
    orders_.push_back({response->number("id"), "pending"});
    if (orders_.size() > orders_remembered) orders_.erase(orders_.begin());
}

void Visitor::move() {
    if (orders_.empty()) return;
    const auto index = static_cast<std::size_t>(between(random_, 0, static_cast<std::int64_t>(orders_.size()) - 1));
    OwnOrder order = orders_[index];
    orders_.erase(orders_.begin() + static_cast<std::ptrdiff_t>(index));
    const bool cancels = (order.status == "pending" || order.status == "processing") && chance(random_, 0.4);
    if (cancels) {
        order.status = "cancelled";
    } else {
        order.status = order.status == "pending"      ? "processing"
                       : order.status == "processing" ? "shipped"
                       : order.status == "shipped"    ? "delivered"
                                                      : "returned";
    }
    const std::int64_t number =
        shop_.record().asks({.kind = Asked::Kind::move, .order = order.id, .status = order.status});
    Call call{.method = "PATCH", .path = "/orders/" + std::to_string(order.id), .body = {}};
    if (cancels) {
        call.method = "POST";
        call.path += "/cancel";
        call.body = json::Object{{"reason", note_of(number)}};
    } else {
        call.by_admin = true;
        call.body = json::Object{{"status", order.status}, {"note", note_of(number)}};
    }
    std::optional<Response> response;
    const bool certain = try_once(number, call, response);
    const bool ends = order.status == "cancelled" || order.status == "returned";
    if (certain && response->status == 200 && !ends) orders_.push_back(order);
}

void Visitor::receive() {
    const auto& products = shop_.products();
    const auto index = between(random_, 0, static_cast<std::int64_t>(products.size()) - 1);
    const std::int64_t product = products[static_cast<std::size_t>(index)];
    const std::int64_t units = between(random_, 1, habits_.units_received_max);
    const std::int64_t number = shop_.record().asks({.kind = Asked::Kind::receipt, .basket = {{product, units}}});
    std::optional<Response> response;
    try_once(number,
             {.method = "POST",
              .path = "/products/" + std::to_string(product) + "/stock-movements",
              .body = json::Object{{"change", units}, {"reason", "received"}, {"note", note_of(number)}},
              .by_admin = true},
             response);
}

bool Visitor::try_once(std::int64_t number, const Call& call, std::optional<Response>& response) {
    response = send(call);
    if (call.path == "/cart/checkout") leave_cart_unless_certain(response);
    if (!response || !says_how_it_went(*response)) {
        ++told_.nothing;
        return false;
    }
    if (response->status == 200 || response->status == 201) {
        shop_.record().was_done(number, response->number("id"));
        return true;
    }
    shop_.record().was_refused(number);
    ++told_.refused;
    if (response->status == 503) {
        ++told_.busy;
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

std::optional<Response> Visitor::send(const Call& call) {
    std::unique_ptr<Api>& api = call.by_admin ? admin_ : own_;
    try {
        if (!api) api = std::make_unique<Api>(port_, call.by_admin ? shop_.admin_token() : guest_.token);
        std::optional<std::string> body;
        if (call.method != "DELETE") body = json::serialize(call.body);
        const Response response = api->send(call.method, call.path, body, call.headers);
        if (habits_.through_proxy && is_of_a_proxy(response)) {
            std::this_thread::sleep_for(5ms);
            return response;
        }
        const bool expected = response.status / 100 == 2 || response.status == 409 || response.status == 503;
        if (!expected || (response.status == 503 && !fault_in_problem(response).empty())) {
            told_.surprise(call.method + " " + call.path + ": " + testing::PrintToString(response));
        }
        return response;
    } catch (const std::exception&) {
        api.reset();
        std::this_thread::sleep_for(1ms);
        return std::nullopt;
    }
}

}  // namespace till::test

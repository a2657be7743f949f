#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

#include "shop/accounts/account.h"
#include "shop/carts/cart.h"
#include "shop/catalogue/product.h"
#include "shop/customers/customer.h"
#include "shop/inventory/stock.h"
#include "shop/orders/order.h"
#include "shop/sessions/session.h"

/// Models as text, to see whether two are the same and, if not, in what.
namespace till::test {

template <class T>
std::string text_of(const std::optional<T>& value);
template <class T>
std::string text_of(const std::vector<T>& values);

inline std::string text_of(std::int64_t value) { return std::to_string(value); }
inline std::string text_of(const std::string& value) { return value; }
inline std::string text_of(Timestamp time) { return std::to_string(time.time_since_epoch().count()); }
inline std::string text_of(const Product& p) {
    return fmt::format("product {} {} {} {} {} {} {} {} {} {}", p.id, text_of(p.sku), p.name, text_of(p.description),
                       text_of(p.category), p.price.minor(), text_of(p.image_url), p.stock, p.version,
                       text_of(p.updated_at));
}
inline std::string text_of(const Offer& o) {
    return fmt::format("offer {} {} {} {}", o.id, text_of(o.sku), o.name, o.price.minor());
}
inline std::string text_of(const Category& c) { return fmt::format("category {} {}", c.name, c.product_count); }
inline std::string text_of(const StockMovement& m) {
    return fmt::format("movement {} {} {} {}", m.id, m.product_id, m.change, text_of(m.note));
}
inline std::string text_of(const Customer& c) {
    return fmt::format("customer {} {} {} {} {}", c.id, c.name, c.email, text_of(c.phone), c.version);
}
inline std::string text_of(const Account& a) {
    return fmt::format("account {} {} {} {} {} {}", a.id, text_of(a.customer_id), a.username, a.password_hash,
                       a.role.name(), a.version);
}
inline std::string text_of(const SessionState& s) {
    return fmt::format("session {} {} {}", s.account, s.role.name(), text_of(s.customer));
}
inline std::string text_of(const CartItem& i) {
    return fmt::format("item {} {} {} {}", i.customer_id, i.product_id, i.quantity, i.position);
}
inline std::string text_of(const OrderLine& l) {
    return fmt::format("line {} {} {} {}", text_of(l.product_id), l.name, l.unit_price.minor(), l.quantity);
}
inline std::string text_of(const Order& o) {
    return fmt::format("order {} {} {} {} {} {} {} {} {} {}", o.id, text_of(o.number), text_of(o.customer_id),
                       name_of(o.status), o.total.minor(), text_of(o.items), text_of(o.note), text_of(o.carrier),
                       text_of(o.tracking_number), o.version);
}
inline std::string text_of(const OrderEvent& e) {
    return fmt::format("event {} {} {} {} {}", e.order_id, e.position, name_of(e.status), text_of(e.at),
                       text_of(e.note));
}
template <class T>
inline std::string text_of(const ListPage<T>& page) {
    return fmt::format("{} of {}, next {}", text_of(page.items), text_of(page.total), text_of(page.next));
}
template <class T>
inline std::string text_of(const std::optional<T>& value) {
    return value ? text_of(*value) : "none";
}
template <class T>
inline std::string text_of(const std::vector<T>& values) {
    std::vector<std::string> texts;
    for (const T& value : values) texts.push_back(text_of(value));
    return fmt::format("[{}]", fmt::join(texts, ", "));
}

/// What is in no particular order.
template <class T>
std::string text_of_set(const std::vector<T>& values) {
    std::vector<std::string> texts;
    for (const T& value : values) texts.push_back(text_of(value));
    std::sort(texts.begin(), texts.end());
    return fmt::format("{{{}}}", fmt::join(texts, ", "));
}

}  // namespace till::test

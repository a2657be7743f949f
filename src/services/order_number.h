#pragma once
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "models/order.h"

namespace till {

/// The setting that tells this shop from others: a random word that it made for itself.
inline constexpr std::string_view shop_setting = "shop";

/// What an exported order is known by: the number that it was imported with, or for one that was placed here the shop's
/// word and its id. The same file read in again finds both.
inline std::string number_of(const std::string& shop, const Order& order) {
    return order.number.value_or(shop + "-" + std::to_string(order.id));
}

/// The id of the order that number_of() called so, if it was placed in this shop.
inline std::optional<OrderId> order_of_number(const std::string& shop, std::string_view number) {
    if (shop.empty() || !number.starts_with(shop + "-")) return std::nullopt;
    number.remove_prefix(shop.size() + 1);
    OrderId id = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id);
    if (error != std::errc() || end != number.data() + number.size()) return std::nullopt;
    return id;
}

}  // namespace till

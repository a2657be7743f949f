#pragma once
#include <string>

#include "shop/orders/order.h"
#include "shop/settings/shop_reference.h"

namespace till {

/// What an exported order is known by: the number that it was imported with, or for one that was placed here the
/// reference to it. A second import of the file finds both.
inline std::string number_of(const std::string& shop, const Order& order) {
    return order.number.value_or(reference_to(shop, order.id));
}

}  // namespace till

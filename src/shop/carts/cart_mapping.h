#pragma once
#include "platform/database/mapping.h"
#include "shop/carts/cart.h"

namespace till {

inline const database::Mapping<CartItem>& cart_item_mapping() {
    static const auto mapping = database::Mapping<CartItem>("cart_items")
                                    .column("customer_id", &CartItem::customer_id)
                                    .column("product_id", &CartItem::product_id)
                                    .column("quantity", &CartItem::quantity)
                                    .column("position", &CartItem::position);
    return mapping;
}

}  // namespace till

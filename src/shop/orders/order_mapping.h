#pragma once
#include "platform/database/mapping.h"
#include "shop/kernel/stored.h"
#include "shop/orders/order.h"

namespace till {

/// What is fixed of an order is what it was placed with; a removed customer is taken out of it by hand.
inline const database::Mapping<Order>& order_mapping() {
    static const auto mapping = database::Mapping<Order>("orders")
                                    .generated("id", &Order::id)
                                    .fixed("number", &Order::number)
                                    .fixed("customer_id", &Order::customer_id)
                                    .fixed("customer_name", &Order::customer_name)
                                    .fixed("customer_email", &Order::customer_email)
                                    .fixed("customer_phone", &Order::customer_phone)
                                    .column("status", &Order::status)
                                    .fixed("placed_at", &Order::placed_at)
                                    .fixed("currency", &Order::currency)
                                    .fixed("total", &Order::total)
                                    .fixed("line_count", &Order::line_count)
                                    .fixed("item_count", &Order::item_count)
                                    .fixed("shipping_address", &Order::shipping_address)
                                    .fixed("note", &Order::note)
                                    .column("carrier", &Order::carrier)
                                    .column("tracking_number", &Order::tracking_number)
                                    .column("version", &Order::version);
    return mapping;
}

inline const database::Mapping<OrderLine>& order_line_mapping() {
    static const auto mapping = database::Mapping<OrderLine>("order_lines")
                                    .column("order_id", &OrderLine::order_id)
                                    .column("line", &OrderLine::line)
                                    .column("product_id", &OrderLine::product_id)
                                    .column("sku", &OrderLine::sku)
                                    .column("name", &OrderLine::name)
                                    .column("unit_price", &OrderLine::unit_price)
                                    .column("quantity", &OrderLine::quantity);
    return mapping;
}

inline const database::Mapping<OrderEvent>& order_event_mapping() {
    static const auto mapping = database::Mapping<OrderEvent>("order_events")
                                    .column("order_id", &OrderEvent::order_id)
                                    .column("position", &OrderEvent::position)
                                    .column("status", &OrderEvent::status)
                                    .column("changed_at", &OrderEvent::at)
                                    .column("note", &OrderEvent::note)
                                    .column("carrier", &OrderEvent::carrier)
                                    .column("tracking_number", &OrderEvent::tracking_number)
                                    .column("account_id", &OrderEvent::account_id);
    return mapping;
}

}  // namespace till

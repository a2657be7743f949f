#pragma once
#include "api/schema.h"
#include "shop/kernel/shop_settings.h"
#include "shop/orders/order.h"

/// Schemas that are the same in every shop.
namespace till::schemas {

const Schema<TransitionOrder>& transition_order();
const Schema<CancelOrder>& cancel_order();

}  // namespace till::schemas

namespace till {

/// The JSON form of orders in a shop. Made once for each application.
struct OrderSchemas {
    /// `shop` must outlive it.
    explicit OrderSchemas(const ShopSettings& shop);
    OrderSchemas(const OrderSchemas&) = delete;
    OrderSchemas& operator=(const OrderSchemas&) = delete;

    const schemas::Schema<OrderItem> order_item;
    const schemas::Schema<OrderLine> order_line;
    const schemas::Schema<OrderEvent> order_event;
    const schemas::Schema<PlaceOrder> place_order;
    const schemas::Schema<Checkout> checkout;
    const schemas::Schema<Order> order;
    const schemas::Schema<ListPage<Order>> order_page;
    const schemas::Schema<OrderTracking> order_tracking;
    const schemas::Schema<OrderQuery> order_query;
    const schemas::Schema<ListPageRequest> own_orders_query;
};

}  // namespace till

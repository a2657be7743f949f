#pragma once
#include "api/schema.h"
#include "shop/orders/order.h"

/// The JSON face of orders. Each schema is made at its first use, after the settings of the process.
namespace till::schemas {

const Schema<OrderEvent>& order_event();
const Schema<PlaceOrder>& place_order();
const Schema<Order>& order();
const Schema<Page<Order>>& order_page();
const Schema<MoveOrder>& move_order();
const Schema<CancelOrder>& cancel_order();
const Schema<OrderTracking>& order_tracking();
const Schema<OrderQuery>& order_query();
const Schema<Checkout>& checkout();

}  // namespace till::schemas

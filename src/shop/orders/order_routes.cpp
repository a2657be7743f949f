#include "shop/orders/order_routes.h"

#include "shop/inventory/stock_schema.h"
#include "shop/kernel/problems.h"
#include "shop/orders/order_schema.h"

namespace till {

void add_order_routes(RouteTable& table, OrderController& orders, const OrderSchemas& schemas) {
    table.post("/cart/checkout", orders, &OrderController::checkout)
        .summary("Check out the cart")
        .named("Cart", "checkOut")
        .allow(Permission::cart_use)
        .idempotent()
        .takes_optionally(schemas.checkout)
        .creates("The order; the cart is now empty", schemas.order)
        .refuses(problems::cart_empty, problems::price_changed, problems::insufficient_stock);

    table.post("/orders", orders, &OrderController::place)
        .summary("Create an order")
        .named("Orders", "placeOrder")
        .allow(Permission::orders_place)
        .idempotent()
        .takes(schemas.place_order)
        .creates("The order", schemas.order)
        .refuses(problems::insufficient_stock)
        .lists_in_problems("shortages", "With `insufficient-stock`: the products with too little stock",
                           schemas::shortage());

    table.get("/orders", orders, &OrderController::list)
        .summary("List orders")
        .named("Orders", "listOrders")
        .allow(Permission::orders_read_all)
        .lists()
        .cached(Cached::for_everyone)
        .asks(schemas.order_query)
        .responds(200, "A page of orders, newest first, each with its first 10 lines", schemas.order_page);

    table.get("/me/orders", orders, &OrderController::list_own)
        .summary("List own orders")
        .named("Orders", "listOwnOrders")
        .allow(Permission::orders_read_own)
        .lists()
        .cached(Cached::for_account)
        .asks(schemas.own_orders_query)
        .responds(200, "A page of orders, newest first, each with its first 10 lines", schemas.order_page);

    table.get("/orders/{id}", orders, &OrderController::show)
        .summary("Retrieve an order")
        .named("Orders", "showOrder")
        .allow(Permission::orders_place)
        .cached(Cached::for_account)
        .responds(200, "The order", schemas.order);

    table.patch("/orders/{id}", orders, &OrderController::transition)
        .summary("Update an order")
        .named("Orders", "moveOrder")
        .allow(Permission::orders_write)
        .guarded()
        .takes(schemas::transition_order())
        .responds(200, "The order", schemas.order)
        .refuses(problems::illegal_transition, problems::not_in_transit, problems::conflict);

    table.post("/orders/{id}/cancel", orders, &OrderController::cancel)
        .summary("Cancel an order")
        .named("Orders", "cancelOrder")
        .allow(Permission::orders_place)
        .guarded()
        .takes_optionally(schemas::cancel_order())
        .responds(200, "The cancelled order. Its units are back in stock", schemas.order)
        .refuses(problems::illegal_transition, problems::conflict);

    table.get("/orders/{id}/tracking", orders, &OrderController::track)
        .summary("Retrieve the tracking of an order")
        .named("Orders", "trackOrder")
        .allow(Permission::orders_place)
        .cached(Cached::for_account)
        .responds(200, "The order's status, carrier and history", schemas.order_tracking);
}

}  // namespace till

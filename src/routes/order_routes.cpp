#include "models/problems.h"
#include "routes/route_table.h"
#include "schemas/schemas.h"

namespace till {

void add_order_routes(RouteTable& table) {
    table.post("/orders", &OrderController::place)
        .summary("Place an order")
        .named("Orders", "placeOrder")
        .allow(Permission::orders_place)
        .takes(schemas::place_order())
        .creates("The order", schemas::order())
        .refuses(problems::insufficient_stock);

    table.get("/orders", &OrderController::list)
        .summary("List all orders")
        .named("Orders", "listOrders")
        .allow(Permission::orders_read_all)
        .cached(Cached::for_everyone)
        .asks(schemas::order_query())
        .answers(200, "A page of orders, newest first", schemas::order_page());

    table.get("/me/orders", &OrderController::list_own)
        .summary("List one's own orders")
        .named("Orders", "listOwnOrders")
        .allow(Permission::orders_read_own)
        .cached(Cached::for_account)
        .asks(schemas::page_query())
        .answers(200, "A page of orders, newest first", schemas::order_page());

    table.get("/orders/{id}", &OrderController::show)
        .summary("Show an order")
        .named("Orders", "showOrder")
        .allow(Permission::orders_place)
        .cached(Cached::for_account)
        .answers(200, "The order", schemas::order());
}

}  // namespace till

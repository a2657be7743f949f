#include "shop/orders/order_schema.h"

#include <limits>

#include "api/page_schema.h"
#include "shop/pricing/order_bounds.h"

namespace till::schemas {
namespace {

const Schema<OrderItem>& order_item() {
    static const auto schema =
        Schema<OrderItem>("OrderItem", "A product to order")
            .field("product_id", &OrderItem::product_id, id{}, "The product")
            .field("quantity", &OrderItem::quantity,
                   integer{.min = 1, .max = OrderBounds::of_the_shop().line_units_max}, "Quantity");
    return schema;
}

const Schema<OrderLine>& order_line() {
    static const auto schema =
        Schema<OrderLine>("OrderLine", "A product as it was sold")
            .field("product_id", &OrderLine::product_id, id{},
                   "The product's id; the product may have been removed since")
            .field("sku", &OrderLine::sku, text{.max = 100}, "SKU when the order was placed")
            .field("name", &OrderLine::name, text{.max = 200}, "Product name when the order was placed")
            .field("unit_price", &OrderLine::unit_price, money{}, "Price of one unit when the order was placed")
            .field("quantity", &OrderLine::quantity, integer{.min = 1}, "Quantity")
            .computed(
                "line_total", [](const OrderLine& line) { return line.line_total(); }, money{},
                "Unit price times quantity");
    return schema;
}

}  // namespace

const Schema<OrderEvent>& order_event() {
    static const auto schema =
        Schema<OrderEvent>("OrderEvent", "A step in an order's history")
            .field("status", &OrderEvent::status, choice<OrderStatus>{}, "Status after this step")
            .field("at", &OrderEvent::at, timestamp{}, "Time of the step")
            .field("note", &OrderEvent::note, text{.max = 2000, .lines = true}, "Note")
            .field("carrier", &OrderEvent::carrier, text{.max = 100}, "Carrier, if this step changed it")
            .field("tracking_number", &OrderEvent::tracking_number, text{.max = 100},
                   "Tracking number, if this step changed it. A step that changes carrier or tracking number without "
                   "changing the status is a correction");
    return schema;
}

const Schema<PlaceOrder>& place_order() {
    static const auto schema =
        Schema<PlaceOrder>("NewOrder", "An order to place")
            .list("items", &PlaceOrder::items, order_item(),
                  "The lines to order; lines with the same product are added up",
                  {.min = 1, .max = static_cast<std::size_t>(OrderBounds::of_the_shop().lines_max)})
            .field("shipping_address", &PlaceOrder::shipping_address, text{.max = 2000, .lines = true},
                   "Shipping address")
            .field("note", &PlaceOrder::note, text{.max = 2000, .lines = true}, "Note to the shop")
            .field("customer_id", &PlaceOrder::customer_id, id{},
                   "The customer who orders. Required with the permission `orders:write`; without it, only the "
                   "caller's own customer is accepted");
    return schema;
}

const Schema<Checkout>& checkout() {
    static const auto schema =
        Schema<Checkout>("Checkout", "Details of the order that a checkout places")
            .field("shipping_address", &Checkout::shipping_address, text{.max = 2000, .lines = true},
                   "Shipping address")
            .field("note", &Checkout::note, text{.max = 2000, .lines = true}, "Note to the shop")
            .field("expected_total", &Checkout::expected_total, money{std::numeric_limits<std::int64_t>::max()},
                   "The total that the client expects: the order is refused if the total differs");
    return schema;
}

const Schema<Order>& order() {
    static const auto schema =
        Schema<Order>("Order", "An order")
            .field("id", &Order::id, id{}, "The order's id")
            .field("customer_id", &Order::customer_id, id{}, "The customer's id; null after the customer was removed")
            .field("customer_name", &Order::customer_name, text{.max = 200},
                   "The customer's name when the order was placed; null after the customer was removed")
            .field("customer_email", &Order::customer_email, text{.max = 254},
                   "The customer's e-mail address when the order was placed")
            .field("customer_phone", &Order::customer_phone, text{.max = 50},
                   "The customer's phone number when the order was placed")
            .field("status", &Order::status, choice<OrderStatus>{}, "Order status")
            .field("placed_at", &Order::placed_at, timestamp{}, "Time of the order")
            .field("currency", &Order::currency, text{.max = 3}, "ISO 4217 code")
            .field("total", &Order::total, money{}, "Order total")
            .field("line_count", &Order::line_count, integer{.min = 0}, "Number of lines")
            .field("item_count", &Order::item_count, integer{.min = 0}, "Total quantity of all lines")
            .list("items", &Order::items, order_line(),
                  "Lines of the order, with product data copied when it was placed. Lists return the first 10 lines of "
                  "each order, GET /orders/{id} returns all",
                  {.max = imported_lines_max})
            .computed(
                "items_truncated", [](const Order& order) { return order.has_more_lines(); }, boolean{},
                "Whether `items` is truncated; GET /orders/{id} returns all lines")
            .field("shipping_address", &Order::shipping_address, text{.max = 2000, .lines = true}, "Shipping address")
            .field("note", &Order::note, text{.max = 2000, .lines = true}, "Note from the customer")
            .field("carrier", &Order::carrier, text{.max = 100}, "Carrier")
            .field("tracking_number", &Order::tracking_number, text{.max = 100}, "Tracking number")
            .field("version", &Order::version, integer{.min = 1}, "Increases with every change");
    return schema;
}

const Schema<Page<Order>>& order_page() {
    static const auto schema = page_schema("OrderPage", "A page of orders, newest first", order());
    return schema;
}

const Schema<MoveOrder>& move_order() {
    static const auto schema =
        Schema<MoveOrder>("OrderMove",
                          "The next status of an order; or, without `status`, a corrected carrier or tracking number "
                          "of a shipped order")
            .field("status", &MoveOrder::status, choice<OrderStatus>{},
                   "The next status: pending, processing, shipped, delivered, returned, in this order; or cancelled, "
                   "from pending and processing. Without it, `carrier` or `tracking_number` corrects those of a "
                   "shipped order, whose status stays unchanged")
            .field("carrier", &MoveOrder::carrier, text{.min = 1, .max = 100, .label = true},
                   "Carrier of the delivery or the return. Allowed with the change to shipped, delivered or returned, "
                   "or alone while the order is shipped; replaces the previous value")
            .field("tracking_number", &MoveOrder::tracking_number, text{.min = 1, .max = 100, .label = true},
                   "Tracking number, under the same conditions as `carrier`")
            .field("note", &MoveOrder::note, text{.max = 2000, .lines = true},
                   "Note in the order's history, visible to the customer");
    return schema;
}

const Schema<CancelOrder>& cancel_order() {
    static const auto schema =
        Schema<CancelOrder>("OrderCancellation", "Reason for a cancellation")
            .field("reason", &CancelOrder::reason, text{.max = 2000, .lines = true}, "Note in the order's history");
    return schema;
}

const Schema<OrderTracking>& order_tracking() {
    static const auto schema =
        Schema<OrderTracking>("OrderTracking", "Status and history of an order")
            .field("order_id", &OrderTracking::order_id, id{}, "The order's id")
            .field("status", &OrderTracking::status, choice<OrderStatus>{}, "Order status")
            .field("carrier", &OrderTracking::carrier, text{.max = 100}, "Carrier")
            .field("tracking_number", &OrderTracking::tracking_number, text{.max = 100}, "Tracking number")
            .list("history", &OrderTracking::history, order_event(), "All steps, oldest first");
    return schema;
}

const Schema<OrderQuery>& order_query() {
    static const auto schema = with_pages(
        Schema<OrderQuery>("OrderQuery", "Which orders")
            .field("status", &OrderQuery::status, choice<OrderStatus>{}, "Only orders with this status")
            .field("customer_id", &OrderQuery::customer_id, id{}, "Only orders of this customer")
            .field("from", &OrderQuery::from, range_end{.is_last = false},
                   "Only orders placed at this time or later; a date starts at the beginning of that day in the shop's "
                   "time zone")
            .field("to", &OrderQuery::to, range_end{.is_last = true},
                   "Only orders placed before this time; a date includes all of that day in the shop's time zone"));
    return schema;
}

}  // namespace till::schemas

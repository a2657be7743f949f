#include "models/order_bounds.h"
#include "schemas/import_schemas.h"
#include "schemas/schemas.h"

namespace till::schemas {
namespace {

const Schema<OrderItem>& order_item() {
    static const auto schema =
        Schema<OrderItem>("OrderItem", "A product to order")
            .field("product_id", &OrderItem::product_id, id{}, "The product")
            .field("quantity", &OrderItem::quantity,
                   integer{.min = 1, .max = OrderBounds::of_the_shop().line_units_max}, "Pieces");
    return schema;
}

const Schema<OrderLine>& order_line() {
    static const auto schema =
        Schema<OrderLine>("OrderLine", "A product as it was sold")
            .field("product_id", &OrderLine::product_id, id{}, "The product, which may be gone by now")
            .field("sku", &OrderLine::sku, text{.max = 100}, "Its code then")
            .field("name", &OrderLine::name, text{.max = 200}, "Its name then")
            .field("unit_price", &OrderLine::unit_price, money{}, "Its price then")
            .field("quantity", &OrderLine::quantity, integer{.min = 1}, "Pieces")
            .computed(
                "line_total", [](const OrderLine& line) { return line.line_total(); }, money{}, "For all of them");
    return schema;
}

const Schema<OrderEvent>& order_event() {
    static const auto schema =
        Schema<OrderEvent>("OrderEvent", "A step in an order's history")
            .field("status", &OrderEvent::status, choice<OrderStatus>{}, "What it became")
            .field("at", &OrderEvent::at, timestamp{}, "When")
            .field("note", &OrderEvent::note, text{.max = 2000, .lines = true}, "What was said")
            .field("carrier", &OrderEvent::carrier, text{.max = 100}, "Who brings it, where this step changed that")
            .field("tracking_number", &OrderEvent::tracking_number, text{.max = 100},
                   "The carrier's number, where this step changed it. A step that changes "
                   "either and leaves the state as it was is a correction");
    return schema;
}

}  // namespace

const Schema<PlaceOrder>& place_order() {
    static const auto schema =
        Schema<PlaceOrder>("NewOrder", "An order to place")
            .list("items", &PlaceOrder::items, order_item(), "What is ordered; lines of one product are added up",
                  {.min = 1, .max = static_cast<std::size_t>(OrderBounds::of_the_shop().lines_max)})
            .field("shipping_address", &PlaceOrder::shipping_address, text{.max = 2000, .lines = true},
                   "Where to send it")
            .field("note", &PlaceOrder::note, text{.max = 2000, .lines = true}, "For the shop")
            .field("customer_id", &PlaceOrder::customer_id, id{},
                   "For whom: needed with the permission `orders:write`, else one's own");
    return schema;
}

const Schema<Order>& order() {
    static const auto schema =
        Schema<Order>("Order", "What a customer has ordered")
            .field("id", &Order::id, id{}, "The order's id")
            .field("customer_id", &Order::customer_id, id{}, "Whose it is; null once the customer is gone")
            .field("customer_name", &Order::customer_name, text{.max = 200},
                   "Who placed it, as the customer was called then; null once the customer is gone")
            .field("customer_email", &Order::customer_email, text{.max = 254}, "The customer's address for mail then")
            .field("customer_phone", &Order::customer_phone, text{.max = 50}, "The customer's phone number then")
            .field("status", &Order::status, choice<OrderStatus>{}, "How far it is")
            .field("placed_at", &Order::placed_at, timestamp{}, "When it was placed")
            .field("currency", &Order::currency, text{.max = 3}, "ISO 4217 code")
            .field("total", &Order::total, money{}, "For everything")
            .field("line_count", &Order::line_count, integer{.min = 0}, "How many lines it has")
            .field("item_count", &Order::item_count, integer{.min = 0}, "Pieces in all lines")
            .list("items", &Order::items, order_line(),
                  "Its lines: copies made when it was placed. A list shows the first 10 of each order, the order by "
                  "itself all of them",
                  {.max = imported_lines_max})
            .computed(
                "items_truncated", [](const Order& order) { return order.has_more_lines(); }, boolean{},
                "Whether `items` leaves lines out: then GET /orders/{id} has all of them")
            .field("shipping_address", &Order::shipping_address, text{.max = 2000, .lines = true}, "Where it goes")
            .field("note", &Order::note, text{.max = 2000, .lines = true}, "From the customer")
            .field("carrier", &Order::carrier, text{.max = 100}, "Who brings it")
            .field("tracking_number", &Order::tracking_number, text{.max = 100}, "The carrier's number")
            .field("version", &Order::version, integer{.min = 1}, "Goes up with every change");
    return schema;
}

const Schema<Page<Order>>& order_page() {
    static const auto schema = page_schema("OrderPage", "A page of orders, newest first", order());
    return schema;
}

const Schema<MoveOrder>& move_order() {
    static const auto schema =
        Schema<MoveOrder>(
            "OrderMove",
            "Where an order goes; or, without `status`, another carrier or tracking number for one that is "
            "shipped")
            .field(
                "status", &MoveOrder::status, choice<OrderStatus>{},
                "The next state: pending, processing, shipped, delivered, returned, in this order; or cancelled, from "
                "pending and processing. Without it, `carrier` or `tracking_number` corrects those of an order that "
                "is shipped, and its state stays")
            .field("carrier", &MoveOrder::carrier, text{.min = 1, .max = 100, .label = true},
                   "Who brings it (or brings it back): with the move to shipped, delivered or returned, or by itself "
                   "while the order is shipped; one that was there is replaced")
            .field("tracking_number", &MoveOrder::tracking_number, text{.min = 1, .max = 100, .label = true},
                   "The carrier's number, under the same conditions")
            .field("note", &MoveOrder::note, text{.max = 2000, .lines = true},
                   "For the history, which the customer sees");
    return schema;
}

const Schema<CancelOrder>& cancel_order() {
    static const auto schema =
        Schema<CancelOrder>("OrderCancellation", "Why an order is cancelled")
            .field("reason", &CancelOrder::reason, text{.max = 2000, .lines = true}, "For the history");
    return schema;
}

const Schema<OrderTracking>& order_tracking() {
    static const auto schema =
        Schema<OrderTracking>("OrderTracking", "Where an order is, and how it came there")
            .field("order_id", &OrderTracking::order_id, id{}, "Which order")
            .field("status", &OrderTracking::status, choice<OrderStatus>{}, "How far it is")
            .field("carrier", &OrderTracking::carrier, text{.max = 100}, "Who brings it")
            .field("tracking_number", &OrderTracking::tracking_number, text{.max = 100}, "The carrier's number")
            .list("history", &OrderTracking::history, order_event(), "From the beginning");
    return schema;
}

const Schema<OrderEvent>& step_of_an_order() { return order_event(); }

const Schema<OrderQuery>& order_query() {
    static const auto schema =
        with_pages(Schema<OrderQuery>("OrderQuery", "Which orders")
                       .field("status", &OrderQuery::status, choice<OrderStatus>{}, "Only in this state")
                       .field("customer_id", &OrderQuery::customer_id, id{}, "Only of this customer")
                       .field("from", &OrderQuery::from, range_end{.is_last = false},
                              "Placed then or later: a day of the shop's time zone, or a time")
                       .field("to", &OrderQuery::to, range_end{.is_last = true},
                              "Placed on that day of the shop's time zone or earlier; or before that time"));
    return schema;
}

}  // namespace till::schemas

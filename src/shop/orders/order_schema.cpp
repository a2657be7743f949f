#include "shop/orders/order_schema.h"

#include <limits>

#include "api/list_page_schema.h"

namespace till::schemas {
namespace {

constexpr const char* example_address = "Jane Doe\n1 Main Street\nSpringfield";

Schema<OrderItem> order_item_schema(const ShopSettings& shop) {
    return Schema<OrderItem>("OrderItem", "An order line")
        .field("product_id", &OrderItem::product_id, id{}, "Product ID")
        .field("quantity", &OrderItem::quantity, integer{.min = 1, .max = shop.order_bounds.line_units_max}, "Quantity")
        .example({{"product_id", 42}, {"quantity", 2}});
}

Schema<OrderLine> order_line_schema(const ShopSettings& shop) {
    return Schema<OrderLine>("OrderLine", "An order line, with product data copied when the order was placed")
        .field("product_id", &OrderLine::product_id, id{}, "Product ID; the product may have been deleted since")
        .field("sku", &OrderLine::sku, text{.max = 100}, "SKU when the order was placed")
        .field("name", &OrderLine::name, text{.max = 200}, "Product name when the order was placed")
        .field("unit_price", &OrderLine::unit_price, money{shop.currency},
               "Price of one unit when the order was placed")
        .field("quantity", &OrderLine::quantity, integer{.min = 1}, "Quantity")
        .computed(
            "line_total", [](const OrderLine& line) { return line.line_total(); }, money{shop.currency},
            "Unit price times quantity")
        .example({{"product_id", 42},
                  {"sku", "CUP-042"},
                  {"name", "Espresso cup"},
                  {"unit_price", Money::from_minor(1250).text(shop.currency)},
                  {"quantity", 2},
                  {"line_total", Money::from_minor(2500).text(shop.currency)}});
}

Schema<OrderEvent> order_event_schema(const ShopSettings& shop) {
    return Schema<OrderEvent>("OrderEvent", "An entry in the history of an order")
        .field("status", &OrderEvent::status, choice<OrderStatus>{}, "Order status after this entry")
        .field("at", &OrderEvent::at, timestamp{shop.time_zone}, "Time of the entry")
        .field("note", &OrderEvent::note, text{.max = 2000, .lines = true}, "Note")
        .field("carrier", &OrderEvent::carrier, text{.max = 100}, "Carrier, if this entry changed it")
        .field("tracking_number", &OrderEvent::tracking_number, text{.max = 100},
               "Tracking number, if this entry changed it. An entry that changes carrier or tracking number "
               "without changing the status is a correction");
}

Schema<PlaceOrder> place_order_schema(const ShopSettings& shop, const Schema<OrderItem>& item) {
    return Schema<PlaceOrder>("NewOrder", "An order to create")
        .list("items", &PlaceOrder::items, item, "Order lines; lines with the same product are added up",
              {.min = 1, .max = static_cast<std::size_t>(shop.order_bounds.lines_max)})
        .field("shipping_address", &PlaceOrder::shipping_address, text{.max = 2000, .lines = true}, "Shipping address")
        .field("note", &PlaceOrder::note, text{.max = 2000, .lines = true}, "Note from the customer")
        .field("customer_id", &PlaceOrder::customer_id, id{},
               "Customer ID. Required with the permission `orders:write`; without it, only the caller's own "
               "customer is accepted")
        .example({{"shipping_address", example_address}, {"customer_id", 7}});
}

Schema<Checkout> checkout_schema(const ShopSettings& shop) {
    return Schema<Checkout>("Checkout", "Details of the order that a checkout places")
        .field("shipping_address", &Checkout::shipping_address, text{.max = 2000, .lines = true}, "Shipping address")
        .field("note", &Checkout::note, text{.max = 2000, .lines = true}, "Note from the customer")
        .field("expected_total", &Checkout::expected_total,
               money{shop.currency, std::numeric_limits<std::int64_t>::max()},
               "Expected total: the order is refused if its total differs")
        .example(
            {{"shipping_address", example_address}, {"expected_total", Money::from_minor(2500).text(shop.currency)}});
}

Schema<Order> order_schema(const ShopSettings& shop, const Schema<OrderLine>& line) {
    return Schema<Order>("Order", "An order")
        .field("id", &Order::id, id{}, "Order ID")
        .field("customer_id", &Order::customer_id, id{}, "Customer ID; null after the customer was deleted")
        .field("customer_name", &Order::customer_name, text{.max = 200},
               "Customer name when the order was placed; null after the customer was deleted")
        .field("customer_email", &Order::customer_email, text{.max = 254},
               "E-mail address of the customer when the order was placed")
        .field("customer_phone", &Order::customer_phone, text{.max = 50},
               "Phone number of the customer when the order was placed")
        .field("status", &Order::status, choice<OrderStatus>{}, "Order status")
        .field("placed_at", &Order::placed_at, timestamp{}, "Time of the order")
        .field("currency", &Order::currency, text{.max = 3}, "Currency, as an ISO 4217 code")
        .field("total", &Order::total, money{shop.currency}, "Order total")
        .field("line_count", &Order::line_count, integer{.min = 0}, "Number of lines")
        .field("item_count", &Order::item_count, integer{.min = 0}, "Total quantity of all lines")
        .list("items", &Order::items, line,
              "Order lines. Lists of orders return the first 10 lines of each order, GET /orders/{id} returns all",
              {.max = imported_lines_max})
        .computed(
            "items_truncated", [](const Order& order) { return order.has_more_lines(); }, boolean{},
            "Whether `items` is truncated; GET /orders/{id} returns all lines")
        .field("shipping_address", &Order::shipping_address, text{.max = 2000, .lines = true}, "Shipping address")
        .field("note", &Order::note, text{.max = 2000, .lines = true}, "Note from the customer")
        .field("carrier", &Order::carrier, text{.max = 100}, "Carrier")
        .field("tracking_number", &Order::tracking_number, text{.max = 100}, "Tracking number")
        .field("version", &Order::version, integer{.min = 1}, "Version, which increases with every change")
        .example({{"id", 1001},
                  {"customer_id", 7},
                  {"customer_name", "Jane Doe"},
                  {"customer_email", "jane.doe@example.com"},
                  {"customer_phone", "+1 212 555 0142"},
                  {"currency", shop.currency.code()},
                  {"total", Money::from_minor(2500).text(shop.currency)},
                  {"line_count", 1},
                  {"item_count", 2},
                  {"shipping_address", example_address}});
}

Schema<OrderTracking> order_tracking_schema(const Schema<OrderEvent>& event) {
    return Schema<OrderTracking>("OrderTracking", "Status and history of an order")
        .field("order_id", &OrderTracking::order_id, id{}, "Order ID")
        .field("status", &OrderTracking::status, choice<OrderStatus>{}, "Order status")
        .field("carrier", &OrderTracking::carrier, text{.max = 100}, "Carrier")
        .field("tracking_number", &OrderTracking::tracking_number, text{.max = 100}, "Tracking number")
        .list("history", &OrderTracking::history, event, "Entries, oldest first")
        .example({{"order_id", 1001}});
}

Schema<OrderQuery> order_query_schema(const ShopSettings& shop) {
    return with_pages(
        Schema<OrderQuery>("OrderQuery", "Filters for orders")
            .field("status", &OrderQuery::status, choice<OrderStatus>{}, "Only orders with this status")
            .field("customer_id", &OrderQuery::customer_id, id{}, "Only orders of this customer")
            .field("from", &OrderQuery::from, range_end{.zone = shop.time_zone, .is_last = false},
                   "Only orders placed at this time or later; a date starts at the beginning of that day in the shop's "
                   "time zone")
            .field("to", &OrderQuery::to, range_end{.zone = shop.time_zone, .is_last = true},
                   "Only orders placed before this time; a date includes all of that day in the shop's time zone"),
        shop.list_page_bounds);
}

}  // namespace

const Schema<TransitionOrder>& transition_order() {
    static const auto schema =
        Schema<TransitionOrder>(
            "OrderMove",
            "A change of the order status; or, without `status`, a correction of the carrier or the "
            "tracking number of a shipped order")
            .field("status", &TransitionOrder::status, choice<OrderStatus>{},
                   "New order status: pending, processing, shipped, delivered, returned, in this order; or cancelled, "
                   "from pending and processing. Without it, `carrier` or `tracking_number` corrects those of a "
                   "shipped order, whose status stays unchanged")
            .field("carrier", &TransitionOrder::carrier, text{.min = 1, .max = 100, .label = true},
                   "Carrier of the delivery or the return, allowed with the change to shipped, delivered or returned, "
                   "or alone while the order is shipped; replaces the previous value")
            .field("tracking_number", &TransitionOrder::tracking_number, text{.min = 1, .max = 100, .label = true},
                   "Tracking number, under the same conditions as `carrier`")
            .field("note", &TransitionOrder::note, text{.max = 2000, .lines = true},
                   "Note in the history of the order, visible to the customer")
            .example({{"status", "shipped"}, {"carrier", "UPS"}, {"tracking_number", "1Z999AA10123456784"}});
    return schema;
}

const Schema<CancelOrder>& cancel_order() {
    static const auto schema = Schema<CancelOrder>("OrderCancellation", "A cancellation of an order")
                                   .field("reason", &CancelOrder::reason, text{.max = 2000, .lines = true},
                                          "Reason, as a note in the history of the order")
                                   .example({{"reason", "Ordered by mistake"}});
    return schema;
}

}  // namespace till::schemas

namespace till {

OrderSchemas::OrderSchemas(const ShopSettings& shop)
    : order_item(schemas::order_item_schema(shop)),
      order_line(schemas::order_line_schema(shop)),
      order_event(schemas::order_event_schema(shop)),
      place_order(schemas::place_order_schema(shop, order_item)),
      checkout(schemas::checkout_schema(shop)),
      order(schemas::order_schema(shop, order_line)),
      order_page(schemas::list_page_schema("OrderPage", "A page of orders, newest first", order)),
      order_tracking(schemas::order_tracking_schema(order_event)),
      order_query(schemas::order_query_schema(shop)),
      own_orders_query(schemas::page_query(shop.list_page_bounds)) {}

}  // namespace till

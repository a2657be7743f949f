#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/time/clock.h"
#include "shop/kernel/ids.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/money.h"
#include "shop/kernel/named.h"
#include "shop/pricing/basket.h"

namespace till {

enum class OrderStatus : std::uint8_t { pending, processing, shipped, delivered, returned, cancelled };

template <>
struct Names<OrderStatus> {
    static constexpr std::string_view names[] = {"pending",   "processing", "shipped",
                                                 "delivered", "returned",   "cancelled"};
};

/// A line as it was sold: copies, so that later changes of the product do not reach it.
struct OrderLine {
    OrderId order_id = 0;
    std::int64_t line = 0;                ///< from 1, in the order in which the products were requested
    std::optional<ProductId> product_id;  ///< none where an imported order names a product that the shop does not have
    std::optional<std::string> sku;
    std::string name;
    Money unit_price;
    std::int64_t quantity = 0;

    Money line_total() const { return amount_of(BasketLine{unit_price, quantity}); }
};

/// The name and the contact of the customer are copies too, and go with the customer when that one is removed.
struct Order {
    OrderId id = 0;
    std::optional<std::string> number;  ///< of an imported order, in the system it came from
    std::optional<CustomerId> customer_id;
    std::optional<std::string> customer_name;
    std::optional<std::string> customer_email;
    std::optional<std::string> customer_phone;
    OrderStatus status = OrderStatus::pending;
    Timestamp placed_at;
    std::string currency;
    Money total;
    std::int64_t line_count = 0;   ///< lines in all
    std::int64_t item_count = 0;   ///< units in all lines
    std::vector<OrderLine> items;  ///< all lines; in a list, the first few
    std::optional<std::string> shipping_address;
    std::optional<std::string> note;
    std::optional<std::string> carrier;
    std::optional<std::string> tracking_number;
    std::int64_t version = 1;

    bool has_more_lines() const { return line_count > static_cast<std::int64_t>(items.size()); }
    /// Sets line_count and item_count, of an order that has all of its lines.
    void count_lines();
};

/// Lines of an order that is imported, which is a record and takes no stock.
inline constexpr std::int64_t imported_lines_max = 2'000;

/// How many lines of an order a list holds.
inline constexpr std::int64_t listed_lines_max = 10;

/// How often an order may be changed before its carrier and tracking number are taken as they are: its history is
/// returned in one response.
inline constexpr std::int64_t corrections_until_version = 100;

/// A step in an order's history.
struct OrderEvent {
    OrderId order_id = 0;
    std::int64_t position = 1;
    OrderStatus status = OrderStatus::pending;
    Timestamp at;
    std::optional<std::string> note;
    std::optional<std::string> carrier;          ///< where it became another with this step
    std::optional<std::string> tracking_number;  ///< likewise
    std::optional<std::int64_t> account_id;
};

struct OrderItem {
    ProductId product_id = 0;
    std::int64_t quantity = 0;
};

struct PlaceOrder {
    std::vector<OrderItem> items;
    std::optional<std::string> shipping_address;
    std::optional<std::string> note;
    std::optional<CustomerId> customer_id;  ///< required in orders for others
};

struct Checkout {
    std::optional<std::string> shipping_address;
    std::optional<std::string> note;
    std::optional<Money> expected_total;
};

/// A step of an order: where to, and what is to be said of it. Without a status, carrier and tracking number of one
/// that is on its way are put right.
struct TransitionOrder {
    std::optional<OrderStatus> status;
    std::optional<std::string> carrier;
    std::optional<std::string> tracking_number;
    std::optional<std::string> note;
};

struct CancelOrder {
    std::optional<std::string> reason;
};

/// Where an order is, and how it came there.
struct OrderTracking {
    OrderId order_id = 0;
    OrderStatus status = OrderStatus::pending;
    std::optional<std::string> carrier;
    std::optional<std::string> tracking_number;
    std::vector<OrderEvent> history;
};

struct OrderQuery : ListPageRequest {
    std::optional<OrderStatus> status;
    std::optional<CustomerId> customer_id;
    std::optional<Timestamp> from;  ///< placed then or later
    std::optional<Timestamp> to;    ///< placed before
};

}  // namespace till

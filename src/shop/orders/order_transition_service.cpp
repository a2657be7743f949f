#include "shop/orders/order_transition_service.h"

#include <algorithm>
#include <vector>

#include "shop/kernel/problems.h"
#include "shop/kernel/require_found.h"
#include "shop/orders/order_transitions.h"

namespace till {

using database::Transaction;

namespace {

// Each time that it does not come through, the order has gone a step; it has fewer than this.
constexpr int transitions_max = 10;

void require_parcel(const TransitionOrder& command) {
    FieldErrors errors;
    if (!command.status) {
        if (command.carrier || command.tracking_number) return;
        throw Refusal::invalid("status", "is missing: give the next status, or a carrier or tracking number");
    }
    if (is_on_its_way(*command.status)) return;
    const std::string complaint = "requires the status shipped, delivered or returned";
    if (command.carrier) errors["carrier"].push_back(complaint);
    if (command.tracking_number) errors["tracking_number"].push_back(complaint);
    if (!errors.empty()) throw Refusal::invalid(std::move(errors));
}

void require_step(const Order& order, OrderStatus to) {
    if (can_transition(order.status, to)) return;
    throw Refusal(problems::illegal_transition, "The order is " + std::string(name_of(order.status)) +
                                                    " and cannot become " + std::string(name_of(to)) +
                                                    "; it can become: " + transitions_from(order.status) + ".");
}

void require_correctable(const Order& order) {
    if (!is_in_transit(order.status)) {
        throw Refusal(problems::not_in_transit,
                      "The order is " + std::string(name_of(order.status)) +
                          ": carrier and tracking number can be changed only while it is shipped.");
    }
    if (order.version >= corrections_until_version) {
        throw Refusal(problems::conflict,
                      "The order has reached its maximum number of corrections. Only its status can be changed.");
    }
}

Order changed(Order order, const TransitionOrder& command) {
    if (command.status) {
        require_step(order, *command.status);
        order.status = *command.status;
    } else {
        require_correctable(order);
    }
    if (command.carrier) order.carrier = command.carrier;
    if (command.tracking_number) order.tracking_number = command.tracking_number;
    return order;
}

bool changes_nothing(const Order& before, const Order& after, const TransitionOrder& command) {
    return !command.status && !command.note && before.carrier == after.carrier &&
           before.tracking_number == after.tracking_number;
}

/// What the history records of a change: carrier and number where they differ from before.
OrderEvent event_of(const Order& before, const Order& after, const TransitionOrder& command) {
    OrderEvent event{.order_id = after.id, .status = after.status, .note = command.note};
    if (after.carrier != before.carrier) event.carrier = after.carrier;
    if (after.tracking_number != before.tracking_number) event.tracking_number = after.tracking_number;
    return event;
}

}  // namespace

Order OrderTransitionService::transition(Transaction& transaction, OrderId id, const TransitionOrder& command,
                                         AccountId by, const Check& check) {
    require_parcel(command);
    for (int attempt = 0; attempt < transitions_max; ++attempt) {
        Order before = require_found(orders_.find(transaction, id), "order", id);
        check(before);
        Order order = changed(before, command);
        if (changes_nothing(before, order, command)) return before;
        if (!orders_.update(transaction, order)) continue;
        order.version += 1;
        OrderEvent event = event_of(before, order, command);
        event.at = clock_.now();
        event.account_id = by;
        orders_.append(transaction, event);
        if (is_back_in_stock(order.status)) give_stock_back(transaction, order, by, event.at);
        return order;
    }
    throw Refusal(problems::conflict, "The order was changed by other requests at the same time.");
}

void OrderTransitionService::give_stock_back(Transaction& transaction, const Order& order, AccountId by, Timestamp at) {
    if (order.number) return;  // an imported order took none
    Quantities changes;
    for (const OrderLine& line : order.items) {
        if (line.product_id) changes[*line.product_id] += line.quantity;
    }
    for (const ProductId gone : stock_.change(transaction, changes)) changes.erase(gone);
    const bool returned = order.status == OrderStatus::returned;
    std::vector<StockMovement> movements;
    for (const auto& [product, quantity] : changes) {
        movements.push_back({.product_id = product,
                             .change = quantity,
                             .reason = returned ? MovementReason::returned : MovementReason::cancellation,
                             .order_id = order.id,
                             .account_id = by,
                             .at = at});
    }
    stock_.record(transaction, movements);
}

}  // namespace till

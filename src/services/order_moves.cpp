#include "services/order_moves.h"

#include <algorithm>
#include <vector>

#include "models/order_moves.h"
#include "models/problems.h"
#include "services/found.h"

namespace till {

using database::Transaction;

namespace {

// Each time that it does not come through, the order has gone a step; it has fewer than this.
constexpr int attempts_max = 10;

void require_parcel(const MoveOrder& command) {
    if (is_on_its_way(command.status)) return;
    FieldErrors errors;
    const std::string complaint = "comes with the move to shipped, delivered or returned";
    if (command.carrier) errors["carrier"].push_back(complaint);
    if (command.tracking_number) errors["tracking_number"].push_back(complaint);
    if (!errors.empty()) throw Refusal::invalid(std::move(errors));
}

Order moved(Order order, const MoveOrder& command) {
    if (!can_move(order.status, command.status)) {
        throw Refusal(problems::illegal_transition, "The order is " + std::string(name_of(order.status)) +
                                                        " and cannot become " + std::string(name_of(command.status)) +
                                                        "; from there it can go to: " + moves_from(order.status) + ".");
    }
    order.status = command.status;
    if (command.carrier) order.carrier = command.carrier;
    if (command.tracking_number) order.tracking_number = command.tracking_number;
    return order;
}

}  // namespace

Order OrderMoves::move(Transaction& transaction, OrderId id, const MoveOrder& command, AccountId by,
                       const Check& check) {
    require_parcel(command);
    for (int attempt = 0; attempt < attempts_max; ++attempt) {
        const Order before = found(orders_.find(transaction, id), "order", id);
        check(before);
        Order order = moved(before, command);
        if (!orders_.update(transaction, order)) continue;
        order.version += 1;
        const Timestamp now = clock_.now();
        orders_.append(transaction,
                       {.order_id = id, .status = order.status, .at = now, .note = command.note, .account_id = by});
        if (is_back_in_stock(order.status)) give_stock_back(transaction, order, by, now);
        return order;
    }
    throw Refusal(problems::conflict, "The order was being changed by others all the time.");
}

void OrderMoves::give_stock_back(Transaction& transaction, const Order& order, AccountId by, Timestamp at) {
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

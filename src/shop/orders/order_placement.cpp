#include "shop/orders/order_placement.h"

#include <algorithm>
#include <exception>
#include <map>
#include <set>

#include "platform/database/errors.h"
#include "shop/kernel/problems.h"
#include "shop/orders/order_drafting.h"
#include "shop/orders/order_replays.h"

namespace till {

using database::Transaction;

namespace {

constexpr int placements_max = 5;

// Two of the group stand in each other's way: the writer runs them one by one.
class NotTogether : public std::exception {};

Refusal short_of(const std::vector<Shortage>& shortages) {
    ProblemValue::List list;
    for (const Shortage& shortage : shortages) {
        list.push_back({ProblemValue::Object{{"product_id", {shortage.product_id}},
                                             {"requested", {shortage.requested}},
                                             {"available", {shortage.available}}}});
    }
    return Refusal(problems::insufficient_stock, "There is not enough stock for the order.")
        .with("shortages", {std::move(list)});
}

}  // namespace

OrderPlacement::OrderPlacement(database::Database& database, OrderRepositories repositories, const Clock& clock,
                               const ShopSettings& shop)
    : database_(database),
      repositories_(repositories),
      clock_(clock),
      shop_(shop),
      batched_(database, [this](Transaction& transaction, Batch batch) { place_together(transaction, batch); }) {}

PlacedOrder OrderPlacement::place(Placement placement) {
    std::exception_ptr unknown;
    for (int attempt = 1;; ++attempt) {
        try {
            batched_(placement);
            return std::move(placement.order);
        } catch (const Refusal&) {  // what it waited for may have been the same request, at another process
            if (!placement.idempotent_request || !is_there_now(placement)) throw;
            return std::move(placement.order);
        } catch (const database::UniqueViolation&) {  // another process has used the key: its response is there now
            if (!placement.idempotent_request || attempt == placements_max) throw;
        } catch (const database::OutcomeUnknown&) {  // the key decides
            if (!placement.idempotent_request || attempt == placements_max) throw;
            unknown = std::current_exception();
        } catch (const database::Unavailable&) {  // nor can the key be read: it stays unknown
            if (unknown) std::rethrow_exception(unknown);
            throw;
        } catch (const database::Overloaded&) {
            if (unknown) std::rethrow_exception(unknown);
            throw;
        }
    }
}

bool OrderPlacement::is_there_now(Placement& placement) {
    return database_.read([&](database::SqlSession& session) {
        Placement* const alone = &placement;
        return OrderReplays(repositories_.keys).take_out(session, {&alone, 1}).empty();
    });
}

void OrderPlacement::place_together(Transaction& transaction, Batch batch) {
    OrderReplays replays(repositories_.keys);
    const std::vector<Placement*> to_place = replays.take_out(transaction, batch);
    if (to_place.empty()) return;
    place_anew(transaction, to_place);
    replays.record(transaction, to_place);
}

void OrderPlacement::place_anew(Transaction& transaction, Batch batch) {
    look_up_customers(transaction, batch);
    const std::vector<CustomerId> carts = fill_from_carts(transaction, batch);
    price(transaction, batch);
    take_stock(transaction, batch);
    repositories_.carts.clear(transaction, carts);
    write(transaction, batch);
}

void OrderPlacement::look_up_customers(Transaction& transaction, Batch batch) {
    std::set<CustomerId> wanted;
    for (const Placement* placement : batch) wanted.insert(placement->customer);
    const std::vector<CustomerId> ids(wanted.begin(), wanted.end());
    std::map<CustomerId, CustomerDetails> contacts;
    for (Customer& customer : repositories_.customers.find_all(transaction, ids)) {
        contacts.emplace(customer.id, std::move(customer));
    }
    for (Placement* placement : batch) {
        const auto contact = contacts.find(placement->customer);
        if (contact != contacts.end()) {
            placement->contact = contact->second;
        } else if (placement->customer_was_given) {
            throw Refusal::invalid("customer_id", "is not a customer");
        } else {
            throw Refusal(problems::forbidden, "The customer of this account was deleted.");
        }
    }
}

/// Returns whose carts they were, in the order in which rows are locked.
std::vector<CustomerId> OrderPlacement::fill_from_carts(Transaction& transaction, Batch batch) {
    std::map<CustomerId, Placement*> by_customer;
    for (Placement* placement : batch) {
        if (!placement->from_cart) continue;
        if (!by_customer.emplace(placement->customer, placement).second) throw NotTogether();
        placement->items.clear();
    }
    if (by_customer.empty()) return {};
    std::vector<CustomerId> customers;
    for (const auto& [customer, placement] : by_customer) customers.push_back(customer);
    repositories_.carts.bump_versions(transaction, customers);
    for (const CartItem& item : repositories_.carts.items(transaction, customers)) {
        by_customer.at(item.customer_id)->items.push_back({item.product_id, item.quantity});
    }
    for (const auto& [customer, placement] : by_customer) {
        if (placement->items.empty()) throw Refusal(problems::cart_empty, "The cart is empty.");
    }
    return customers;
}

void OrderPlacement::price(Transaction& transaction, Batch batch) {
    std::set<ProductId> products;
    for (const Placement* placement : batch) {
        for (const OrderItem& item : placement->items) products.insert(item.product_id);
    }
    const std::vector<ProductId> ids(products.begin(), products.end());
    Offers offers;
    for (Offer& offer : repositories_.products.offers(transaction, ids)) offers.emplace(offer.id, std::move(offer));

    const Timestamp now = clock_.now();
    for (Placement* placement : batch) {
        PlacedOrder& order = placement->order;
        order = PlacedOrder{Order{.customer_id = placement->customer,
                                  .customer_name = placement->contact.name,
                                  .customer_email = placement->contact.email,
                                  .customer_phone = placement->contact.phone,
                                  .placed_at = now,
                                  .currency = shop_.currency.code(),
                                  .shipping_address = placement->shipping_address,
                                  .note = placement->note}};
        order.items = draft_lines(placement->items, offers, shop_.order_bounds);
        order.count_lines();
        order.total = total_of(order.items);
        if (placement->expected_total && *placement->expected_total != order.total) {
            throw Refusal(problems::price_changed, "The total is " + order.total.text(shop_.currency) + " now, not " +
                                                       placement->expected_total->text(shop_.currency) + ".");
        }
    }
}

void OrderPlacement::take_stock(Transaction& transaction, Batch batch) {
    Quantities changes;
    for (const Placement* placement : batch) {
        for (const OrderLine& line : placement->order.items) changes[*line.product_id] -= line.quantity;
    }
    if (batch.size() > 1) {
        if (!repositories_.stock.change_all(transaction, changes)) throw NotTogether();
        return;
    }
    const std::vector<ProductId> refused = repositories_.stock.change(transaction, changes);
    if (refused.empty()) return;
    const Quantities on_hand = repositories_.stock.on_hand(transaction, refused);
    std::vector<Shortage> shortages;
    for (const OrderLine& line : batch.front()->order.items) {
        const auto available = on_hand.find(*line.product_id);
        if (available == on_hand.end()) continue;
        shortages.push_back({*line.product_id, line.quantity, available->second});
    }
    throw short_of(shortages);
}

void OrderPlacement::write(Transaction& transaction, Batch batch) {
    std::vector<Order> orders;
    for (const Placement* placement : batch) orders.push_back(placement->order);
    const std::vector<OrderId> ids = repositories_.orders.add(transaction, orders);

    std::vector<StockMovement> movements;
    std::vector<OrderEvent> events;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        Order& order = batch[i]->order;
        const AccountId account = batch[i]->account;
        order.id = ids[i];
        events.push_back({.order_id = order.id, .status = order.status, .at = order.placed_at, .account_id = account});
        for (const OrderLine& line : order.items) {
            movements.push_back({.product_id = *line.product_id,
                                 .change = -line.quantity,
                                 .reason = MovementReason::sale,
                                 .order_id = order.id,
                                 .account_id = account,
                                 .at = order.placed_at});
        }
    }
    repositories_.stock.record(transaction, movements);
    repositories_.orders.record(transaction, events);
}

}  // namespace till

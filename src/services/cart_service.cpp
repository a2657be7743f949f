#include "services/cart_service.h"

#include <algorithm>
#include <map>

#include "models/order.h"
#include "models/problems.h"
#include "services/found.h"

namespace till {

using database::Session;
using database::Transaction;

namespace {

Refusal not_in_cart(ProductId product) {
    return Refusal(problems::not_found, "Product " + std::to_string(product) + " is not in the cart.");
}

CartItem* item_of(std::vector<CartItem>& items, ProductId product) {
    const auto item =
        std::find_if(items.begin(), items.end(), [&](const CartItem& i) { return i.product_id == product; });
    return item == items.end() ? nullptr : &*item;
}

}  // namespace

CustomerId customer_of(const Caller& caller) {
    if (!caller.customer) throw Refusal(problems::forbidden, "The account does not belong to a customer.");
    return *caller.customer;
}

Cart CartService::find(const Caller& caller) {
    return database_.read([&](Session& session) {
        const CustomerId customer = customer_of(caller);
        return view(session, carts_.items(session, {&customer, 1}));
    });
}

Cart CartService::add(const Caller& caller, const AddToCart& item) {
    return change(caller, [&](Transaction& transaction, CustomerId customer, Items& items) {
        if (products_.offers(transaction, {&item.product_id, 1}).empty()) {
            throw Refusal::invalid("product_id", "is not a product");
        }
        CartItem* const present = item_of(items, item.product_id);
        if (present == nullptr && items.size() >= order_items_max) {
            throw Refusal(problems::cart_full,
                          "A cart holds at most " + std::to_string(order_items_max) + " products.");
        }
        const std::int64_t quantity = item.quantity + (present == nullptr ? 0 : present->quantity);
        if (quantity > quantity_max) {
            throw Refusal::invalid("quantity", "makes more than " + std::to_string(quantity_max) + " in the cart");
        }
        const CartItem changed{.customer_id = customer, .product_id = item.product_id, .quantity = quantity};
        carts_.put(transaction, changed);
        if (present == nullptr) {
            items.push_back(changed);
        } else {
            present->quantity = quantity;
        }
    });
}

Cart CartService::set_quantity(const Caller& caller, ProductId product, std::int64_t quantity) {
    return change(caller, [&](Transaction& transaction, CustomerId customer, Items& items) {
        CartItem* const present = item_of(items, product);
        if (present == nullptr) throw not_in_cart(product);
        carts_.put(transaction, {.customer_id = customer, .product_id = product, .quantity = quantity});
        present->quantity = quantity;
    });
}

Cart CartService::remove(const Caller& caller, ProductId product) {
    return change(caller, [&](Transaction& transaction, CustomerId customer, Items& items) {
        if (!carts_.remove(transaction, customer, product)) throw not_in_cart(product);
        std::erase_if(items, [&](const CartItem& item) { return item.product_id == product; });
    });
}

void CartService::clear(const Caller& caller) {
    change(caller, [&](Transaction& transaction, CustomerId customer, Items& items) {
        carts_.clear(transaction, customer);
        items.clear();
    });
}

Cart CartService::change(const Caller& caller, const std::function<void(Transaction&, CustomerId, Items&)>& change) {
    return database_.write([&](Transaction& transaction) {
        const CustomerId customer = customer_of(caller);
        carts_.touch(transaction, customer);
        Items items = carts_.items(transaction, {&customer, 1});
        change(transaction, customer, items);
        Cart cart = view(transaction, items);
        try {
            static_cast<void>(cart.total());
        } catch (const MoneyOverflow&) {
            throw Refusal::invalid("quantity", "makes the total too large");
        }
        return cart;
    });
}

Cart CartService::view(Session& session, const Items& items) {
    std::vector<ProductId> ids;
    for (const CartItem& item : items) ids.push_back(item.product_id);
    const Quantities on_hand = stock_.on_hand(session, ids);
    std::map<ProductId, Offer> offers;
    for (Offer& offer : products_.offers(session, ids)) offers.emplace(offer.id, std::move(offer));

    Cart cart;
    for (const CartItem& item : items) {
        const auto offer = offers.find(item.product_id);
        if (offer == offers.end()) continue;
        cart.items.push_back({.product_id = item.product_id,
                              .sku = offer->second.sku,
                              .name = offer->second.name,
                              .unit_price = offer->second.price,
                              .quantity = item.quantity,
                              .available = on_hand.at(item.product_id)});
    }
    return cart;
}

}  // namespace till

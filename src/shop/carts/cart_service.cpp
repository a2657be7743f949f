#include "shop/carts/cart_service.h"

#include "shop/kernel/problems.h"

namespace till {

using database::SqlSession;
using database::Transaction;

namespace {

Refusal not_in_cart(ProductId product) {
    return Refusal(problems::not_found, "Product " + std::to_string(product) + " is not in the cart.");
}

void add_products_of(const std::vector<CartItem>& items, std::set<ProductId>& products) {
    for (const CartItem& item : items) products.insert(item.product_id);
}

void require_quantity(const OrderBounds& bounds, const CartContents& cart, ProductId product, std::int64_t quantity) {
    if (quantity > bounds.line_units_max) {
        throw Refusal::invalid("quantity",
                               "results in more than " + std::to_string(bounds.line_units_max) + " in the cart");
    }
    std::int64_t units = quantity;
    std::int64_t before = 0;
    for (const CartItem& item : cart.items()) {
        (item.product_id == product ? before : units) += item.quantity;
    }
    if (quantity > before && units > bounds.units_max) {
        throw Refusal::invalid("quantity", "results in more than " + std::to_string(bounds.units_max) +
                                               " units in the cart, the maximum of one order");
    }
}

void require_countable_total(const Cart& cart) {
    try {
        static_cast<void>(cart.total());
    } catch (const MoneyOverflow&) {
        throw Refusal::invalid("quantity", "results in a total that is too large");
    }
}

}  // namespace

CustomerId customer_of(const Caller& caller) {
    if (!caller.customer) throw Refusal(problems::forbidden, "The account does not belong to a customer.");
    return *caller.customer;
}

CartService::CartService(database::Database& database, CartRepository& carts, ProductOffers& products,
                         StockLedger& stock, const OrderBounds& bounds)
    : database_(database),
      carts_(carts),
      products_(products),
      stock_(stock),
      bounds_(bounds),
      batched_(database, [this](Transaction& transaction, Batch batch) { change_together(transaction, batch); }) {}

Cart CartService::find(const Caller& caller) {
    return database_.read([&](SqlSession& session) {
        const CustomerId customer = customer_of(caller);
        const std::vector<CartItem> items = carts_.items(session, {&customer, 1});
        std::set<ProductId> products;
        add_products_of(items, products);
        return view(items, look_up(session, products));
    });
}

Cart CartService::add(const Caller& caller, const AddToCart& item) {
    const auto add = [this, item](CartContents& cart, const Shelf& shelf) {
        if (!shelf.offers.contains(item.product_id)) throw Refusal::invalid("product_id", "is not a product");
        const CartItem* const present = cart.find(item.product_id);
        if (present == nullptr && static_cast<std::int64_t>(cart.items().size()) >= bounds_.lines_max) {
            throw Refusal(problems::cart_full,
                          "A cart holds at most " + std::to_string(bounds_.lines_max) + " products.");
        }
        const std::int64_t quantity = item.quantity + (present == nullptr ? 0 : present->quantity);
        require_quantity(bounds_, cart, item.product_id, quantity);
        cart.put(item.product_id, quantity);
    };
    return change({.customer = customer_of(caller), .product = item.product_id, .apply = add, .cart = {}});
}

Cart CartService::set_quantity(const Caller& caller, ProductId product, std::int64_t quantity) {
    const auto set = [=, this](CartContents& cart, const Shelf&) {
        if (cart.find(product) == nullptr) throw not_in_cart(product);
        require_quantity(bounds_, cart, product, quantity);
        cart.put(product, quantity);
    };
    return change({.customer = customer_of(caller), .product = {}, .apply = set, .cart = {}});
}

Cart CartService::remove(const Caller& caller, ProductId product) {
    const auto remove = [=](CartContents& cart, const Shelf&) {
        if (!cart.remove(product)) throw not_in_cart(product);
    };
    return change({.customer = customer_of(caller), .product = {}, .apply = remove, .cart = {}});
}

void CartService::clear(const Caller& caller) {
    const auto clear = [](CartContents& cart, const Shelf&) { cart.clear(); };
    change({.customer = customer_of(caller), .product = {}, .apply = clear, .cart = {}});
}

Cart CartService::change(Change change) {
    batched_(change);
    return std::move(change.cart);
}

void CartService::change_together(Transaction& transaction, Batch batch) {
    Carts carts = carts_to_change(transaction, batch);
    std::set<ProductId> products;
    for (const auto& [customer, cart] : carts) add_products_of(cart.items(), products);
    for (const Change* change : batch) {
        if (change->product) products.insert(*change->product);
    }
    const Shelf shelf = look_up(transaction, products);
    for (Change* change : batch) {
        CartContents& cart = carts.at(change->customer);
        change->apply(cart, shelf);
        change->cart = view(cart.items(), shelf);
        require_countable_total(change->cart);
    }
    write(transaction, carts);
}

CartService::Carts CartService::carts_to_change(Transaction& transaction, Batch batch) {
    std::set<CustomerId> changed;
    for (const Change* change : batch) changed.insert(change->customer);
    const std::vector<CustomerId> customers(changed.begin(), changed.end());
    carts_.bump_versions(transaction, customers);

    std::map<CustomerId, std::vector<CartItem>> items;
    for (const CartItem& item : carts_.items(transaction, customers)) items[item.customer_id].push_back(item);
    Carts carts;
    for (const CustomerId customer : customers) {
        carts.emplace(customer, CartContents(customer, std::move(items[customer])));
    }
    return carts;
}

void CartService::write(Transaction& transaction, const Carts& carts) {
    std::vector<CartItem> put;
    std::vector<CartItem> removed;
    std::vector<CustomerId> emptied;
    for (const auto& [customer, cart] : carts) {
        if (cart.items().empty()) {
            if (!cart.changed().empty()) emptied.push_back(customer);
            continue;
        }
        for (const ProductId product : cart.changed()) {
            if (const CartItem* item = cart.find(product)) {
                put.push_back(*item);
            } else {
                removed.push_back({.customer_id = customer, .product_id = product});
            }
        }
    }
    carts_.clear(transaction, emptied);
    carts_.remove(transaction, removed);
    carts_.put(transaction, put);
}

CartService::Shelf CartService::look_up(SqlSession& session, const std::set<ProductId>& products) {
    const std::vector<ProductId> ids(products.begin(), products.end());
    Shelf shelf{.offers = {}, .on_hand = stock_.on_hand(session, ids)};
    for (Offer& offer : products_.offers(session, ids)) shelf.offers.emplace(offer.id, std::move(offer));
    return shelf;
}

Cart CartService::view(const std::vector<CartItem>& items, const Shelf& shelf) {
    Cart cart;
    for (const CartItem& item : items) {
        const auto offer = shelf.offers.find(item.product_id);
        if (offer == shelf.offers.end()) continue;
        cart.items.push_back({.product_id = item.product_id,
                              .sku = offer->second.sku,
                              .name = offer->second.name,
                              .unit_price = offer->second.price,
                              .quantity = item.quantity,
                              .available = shelf.on_hand.at(item.product_id)});
    }
    return cart;
}

}  // namespace till

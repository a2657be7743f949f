#include "shop/carts/cart_service.h"

#include "shop/kernel/order_bounds.h"
#include "shop/orders/order.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Pair;

auto Item(CustomerId customer, ProductId product, std::int64_t quantity, std::int64_t position) {
    return AllOf(Field(&CartItem::customer_id, customer), Field(&CartItem::product_id, product),
                 Field(&CartItem::quantity, quantity), Field(&CartItem::position, position));
}

class TheCart : public testing::Test {
 public:
    /// Customer 7 has two lamps in the cart, of which ten are there; a mug is for sale too.
    TheCart() {
        ON_CALL(repositories.products, offers).WillByDefault([this](auto&, std::span<const ProductId> ids) {
            std::vector<Offer> found;
            for (const ProductId id : ids) {
                if (const auto offer = offers.find(id); offer != offers.end()) found.push_back(offer->second);
            }
            return found;
        });
        ON_CALL(repositories.stock, on_hand).WillByDefault([](auto&, std::span<const ProductId> ids) {
            Quantities quantities;
            for (const ProductId id : ids) quantities[id] = 10;
            return quantities;
        });
        ON_CALL(repositories.carts, items(_, test::Holds(ElementsAre(7)))).WillByDefault([this](auto&, auto) {
            return items;
        });
        ON_CALL(repositories.carts, put).WillByDefault(test::copy_into(put));
        ON_CALL(repositories.carts, remove).WillByDefault(test::copy_into(removed));
        ON_CALL(repositories.carts, clear).WillByDefault(test::copy_into(emptied));
    }

    std::map<ProductId, Offer> offers{{1, test::offer(1, "Lamp", "2.50")}, {2, test::offer(2, "Mug", "4.00")}};
    std::vector<CartItem> items{{.customer_id = 7, .product_id = 1, .quantity = 2, .position = 1}};
    std::vector<CartItem> put;
    std::vector<CartItem> removed;
    std::vector<CustomerId> emptied;
    test::FakeDatabase database;
    test::MockRepositories repositories;
    CartService carts{database, repositories.carts, repositories.products, repositories.stock, OrderBounds()};
};

TEST_F(TheCart, ShowsTodaysPricesAndWhatIsAvailable) {
    const Cart cart = carts.find(test::shopper(7));
    ASSERT_EQ(cart.items.size(), 1U);
    EXPECT_EQ(cart.items[0].name, "Lamp");
    EXPECT_EQ(cart.items[0].sku, "SKU-1");
    EXPECT_EQ(cart.items[0].available, 10);
    EXPECT_EQ(cart.total(), test::money("5.00"));
    EXPECT_EQ(database.writes, 0);
}

TEST_F(TheCart, KeepsTheOrderInWhichThingsCameIn) {
    items = {{.customer_id = 7, .product_id = 2, .quantity = 1, .position = 1},
             {.customer_id = 7, .product_id = 1, .quantity = 1, .position = 2}};
    const Cart cart = carts.find(test::shopper(7));
    EXPECT_THAT(cart.items, ElementsAre(Field(&CartLine::name, "Mug"), Field(&CartLine::name, "Lamp")));
}

TEST_F(TheCart, IsForCustomersOnly) {
    EXPECT_CALL(repositories.carts, bump_versions).Times(0);
    EXPECT_EQ(test::code_of([&] { static_cast<void>(carts.find(test::admin())); }), "forbidden");
    EXPECT_EQ(test::code_of([&] { carts.add(test::admin(), {1, 1}); }), "forbidden");
    EXPECT_EQ(test::code_of([&] { carts.clear(test::admin()); }), "forbidden");
}

TEST_F(TheCart, KeepsOthersFromItBeforeItLooks) {
    const testing::InSequence in_order;
    EXPECT_CALL(repositories.carts, bump_versions(_, test::Holds(ElementsAre(7))));
    EXPECT_CALL(repositories.carts, items);
    EXPECT_CALL(repositories.carts, put);
    carts.add(test::shopper(7), {.product_id = 1, .quantity = 3});
}

TEST_F(TheCart, AddsToWhatIsThere) {
    EXPECT_EQ(carts.add(test::shopper(7), {.product_id = 1, .quantity = 3}).item_count(), 5);
    EXPECT_THAT(put, ElementsAre(Item(7, 1, 5, 1)));
    EXPECT_THAT(removed, IsEmpty());
    EXPECT_THAT(emptied, IsEmpty());
}

TEST_F(TheCart, TakesANewProductBehindTheLast) {
    items[0].position = 4;
    const Cart cart = carts.add(test::shopper(7), {.product_id = 2, .quantity = 3});
    EXPECT_THAT(cart.items, ElementsAre(Field(&CartLine::name, "Lamp"), Field(&CartLine::name, "Mug")));
    EXPECT_THAT(put, ElementsAre(Item(7, 2, 3, 5)));
    EXPECT_EQ(database.commits, 1);
}

TEST_F(TheCart, TakesItsFirstProduct) {
    items.clear();
    EXPECT_EQ(carts.add(test::shopper(7), {.product_id = 2, .quantity = 3}).total(), test::money("12.00"));
    EXPECT_THAT(put, ElementsAre(Item(7, 2, 3, 1)));
}

TEST_F(TheCart, RefusesWhatIsNoProduct) {
    EXPECT_CALL(repositories.carts, put).Times(0);
    EXPECT_THAT(test::errors_of([&] { carts.add(test::shopper(7), {.product_id = 404, .quantity = 1}); }),
                ElementsAre(Pair("product_id", ElementsAre("is not a product"))));
    EXPECT_EQ(database.commits, 0);
}

TEST_F(TheCart, HoldsSoManyUnitsOfAProduct) {
    const std::int64_t most = OrderBounds().line_units_max;
    items[0].quantity = most - 1;
    EXPECT_NO_THROW(carts.add(test::shopper(7), {.product_id = 1, .quantity = 1}));
    EXPECT_THAT(put, ElementsAre(Item(7, 1, most, 1)));
    EXPECT_THAT(test::errors_of([&] { carts.add(test::shopper(7), {.product_id = 1, .quantity = 2}); }),
                ElementsAre(Pair("quantity", ElementsAre("results in more than 100000 in the cart"))));
}

TEST_F(TheCart, HoldsSoManyProducts) {
    items.clear();
    for (ProductId id = 1; id <= OrderBounds().lines_max; ++id) {
        items.push_back({.customer_id = 7, .product_id = id, .quantity = 1, .position = id});
    }
    offers.emplace(2000, test::offer(2000, "One more", "1.00"));
    EXPECT_EQ(test::code_of([&] { carts.add(test::shopper(7), {.product_id = 2000, .quantity = 1}); }), "cart-full");
    EXPECT_NO_THROW(carts.add(test::shopper(7), {.product_id = 1, .quantity = 1})) << "more of what is there";
}

TEST_F(TheCart, HoldsSoManyUnitsInAll) {
    const std::int64_t most = OrderBounds().units_max;
    items = {{.customer_id = 7, .product_id = 1, .quantity = most - 3, .position = 1},
             {.customer_id = 7, .product_id = 2, .quantity = 2, .position = 2}};
    EXPECT_NO_THROW(carts.add(test::shopper(7), {.product_id = 2, .quantity = 1}));
    const auto too_many = ElementsAre(Pair("quantity", ElementsAre("results in more than 100000 units in the cart, the "
                                                                   "maximum of one order")));
    EXPECT_THAT(test::errors_of([&] { carts.add(test::shopper(7), {.product_id = 2, .quantity = 2}); }), too_many);
    EXPECT_THAT(test::errors_of([&] { carts.set_quantity(test::shopper(7), 2, 4); }), too_many);
    items[0].quantity = most;  // of a time when more was allowed
    EXPECT_NO_THROW(carts.set_quantity(test::shopper(7), 2, 1)) << "fewer is always good";
}

TEST_F(TheCart, RefusesATotalThatIsTooLarge) {
    offers.at(1).price = Money::from_minor(std::numeric_limits<std::int64_t>::max() / 2);
    items[0].quantity = 3;
    EXPECT_THAT(test::errors_of([&] { carts.add(test::shopper(7), {.product_id = 2, .quantity = 1}); }),
                ElementsAre(Pair("quantity", ElementsAre("results in a total that is too large"))));
    EXPECT_EQ(database.commits, 0);
}

TEST_F(TheCart, SetsTheQuantityOfWhatIsThere) {
    EXPECT_EQ(carts.set_quantity(test::shopper(7), 1, 9).item_count(), 9);
    EXPECT_THAT(put, ElementsAre(Item(7, 1, 9, 1)));
    const Refusal refusal = test::refusal_of([&] { carts.set_quantity(test::shopper(7), 2, 9); });
    EXPECT_EQ(refusal.problem().code, "not-found");
    EXPECT_EQ(refusal.detail(), "Product 2 is not in the cart.");
}

TEST_F(TheCart, LetsThingsBeTakenOut) {
    items.push_back({.customer_id = 7, .product_id = 2, .quantity = 1, .position = 2});
    EXPECT_THAT(carts.remove(test::shopper(7), 1).items, ElementsAre(Field(&CartLine::name, "Mug")));
    EXPECT_THAT(removed, ElementsAre(AllOf(Field(&CartItem::customer_id, 7), Field(&CartItem::product_id, 1))));
    EXPECT_THAT(put, IsEmpty());
    EXPECT_EQ(test::code_of([&] { carts.remove(test::shopper(7), 3); }), "not-found");
    EXPECT_EQ(database.commits, 1);
}

TEST_F(TheCart, IsEmptiedAtOnce) {
    carts.clear(test::shopper(7));
    EXPECT_THAT(emptied, ElementsAre(7));
    EXPECT_THAT(removed, IsEmpty());
    EXPECT_EQ(database.commits, 1);
}

TEST_F(TheCart, IsEmptyWithoutItsLastProduct) {
    EXPECT_THAT(carts.remove(test::shopper(7), 1).items, IsEmpty());
    EXPECT_THAT(emptied, ElementsAre(7));
}

TEST_F(TheCart, MayBeEmptiedTwice) {
    items.clear();
    EXPECT_NO_THROW(carts.clear(test::shopper(7)));
    EXPECT_THAT(emptied, IsEmpty());
}

}  // namespace
}  // namespace till

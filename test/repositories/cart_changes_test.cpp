#include <thread>

#include <gmock/gmock.h>

#include "platform/errors/refusal.h"
#include "shop/carts/cart_service.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Field;

/// Changes of carts that come at the same time, to two servers on one database.
class CartChanges : public test::OnMigratedDatabase {
 public:
    /// Does `work(cart service, number)` in so many threads at once, half of them on each server.
    void at_once(int threads, const std::function<void(CartService&, int)>& work) {
        std::vector<std::jthread> running;
        for (int i = 0; i < threads; ++i) {
            running.emplace_back([this, &work, i] { work(i % 2 == 0 ? here : there, i); });
        }
    }

    database::SqlDatabase other_database{options()};
    CartService here{*database, carts, products, stock, OrderBounds()};
    CartService there{other_database, carts, products, stock, OrderBounds()};
    const CustomerId ada = add_customer("ada@example.com");
    const CustomerId bob = add_customer("bob@example.com");
    const ProductId lamp = add_product(test::product("Lamp"), 5);
    const ProductId mug = add_product(test::product("Mug"), 7);
};

TEST_P(CartChanges, AreAllCarriedOut) {
    at_once(16, [&](CartService& service, int thread) {
        for (int i = 0; i < 10; ++i) {
            service.add(test::shopper(thread % 4 < 2 ? ada : bob),
                        {.product_id = i % 2 == 0 ? lamp : mug, .quantity = 1});
        }
    });
    for (const CustomerId customer : {ada, bob}) {
        const Cart cart = here.find(test::shopper(customer));
        EXPECT_EQ(cart.items.size(), 2U);
        EXPECT_THAT(cart.items, Each(Field(&CartLine::quantity, 40)));
    }
    const std::vector<CustomerId> both{ada, bob};
    const auto items = read([&](database::SqlSession& session) { return carts.items(session, both); });
    for (const CartItem& item : items) EXPECT_THAT(item.position, testing::AnyOf(1, 2));
}

TEST_P(CartChanges, DoNotSufferFromWhatIsRefusedBesideThem) {
    std::vector<std::string> codes(16);
    at_once(16, [&](CartService& service, int thread) {
        const ProductId product = thread % 4 == 0 ? 987'654 : mug;
        try {
            service.add(test::shopper(ada), {.product_id = product, .quantity = 1});
        } catch (const Refusal& refusal) {
            codes[static_cast<std::size_t>(thread)] = refusal.problem().code;
        }
    });
    for (std::size_t i = 0; i < codes.size(); ++i) EXPECT_EQ(codes[i], i % 4 == 0 ? "validation-failed" : "");
    EXPECT_THAT(here.find(test::shopper(ada)).items, ElementsAre(Field(&CartLine::quantity, 12)));
}

TEST_P(CartChanges, LeaveWhatTheLastOneSays) {
    here.add(test::shopper(ada), {.product_id = lamp, .quantity = 1});
    const Cart full = here.add(test::shopper(ada), {.product_id = mug, .quantity = 2});
    EXPECT_THAT(full.items, ElementsAre(Field(&CartLine::name, "Lamp"), Field(&CartLine::name, "Mug")));
    EXPECT_THAT(full.items, ElementsAre(Field(&CartLine::available, 5), Field(&CartLine::available, 7)));
    here.remove(test::shopper(ada), lamp);
    here.add(test::shopper(ada), {.product_id = lamp, .quantity = 4});
    here.set_quantity(test::shopper(ada), mug, 9);
    const Cart cart = there.find(test::shopper(ada));
    EXPECT_THAT(cart.items, ElementsAre(Field(&CartLine::name, "Mug"), Field(&CartLine::name, "Lamp")));
    EXPECT_THAT(cart.items, ElementsAre(Field(&CartLine::quantity, 9), Field(&CartLine::quantity, 4)));
    here.clear(test::shopper(ada));
    EXPECT_TRUE(there.find(test::shopper(ada)).items.empty());
}

TILL_ON_BOTH_DATABASES(CartChanges);

}  // namespace
}  // namespace till

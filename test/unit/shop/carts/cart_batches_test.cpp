#include <optional>

#include "shop/carts/cart_service.h"
#include "shop/orders/order.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

/// Carts in memory.
class CartsThatWaitTogether : public testing::Test {
 public:
    using Work = std::function<Cart(CartService&)>;

    CartsThatWaitTogether() {
        ON_CALL(repositories.products, offers).WillByDefault([](auto&, std::span<const ProductId> ids) {
            std::vector<Offer> found;
            for (const ProductId id : ids) {
                if (id < 100) found.push_back(test::offer(id, "Product " + std::to_string(id), "1.00"));
            }
            return found;
        });
        ON_CALL(repositories.stock, on_hand).WillByDefault([](auto&, std::span<const ProductId> ids) {
            Quantities quantities;
            for (const ProductId id : ids) quantities[id] = 10;
            return quantities;
        });
        ON_CALL(repositories.carts, items).WillByDefault([this](auto&, std::span<const CustomerId> customers) {
            return items_of(customers);
        });
        ON_CALL(repositories.carts, put).WillByDefault([this](auto&, std::span<const CartItem> items) {
            for (const CartItem& item : items) stored[{item.customer_id, item.product_id}] = item;
        });
        ON_CALL(repositories.carts, remove).WillByDefault([this](auto&, std::span<const CartItem> items) {
            for (const CartItem& item : items) stored.erase({item.customer_id, item.product_id});
        });
        ON_CALL(repositories.carts, clear).WillByDefault([this](auto&, std::span<const CustomerId> customers) {
            for (const CustomerId customer : customers) {
                std::erase_if(stored, [&](const auto& entry) { return entry.first.first == customer; });
            }
        });
    }

    std::vector<CartItem> items_of(std::span<const CustomerId> customers) const {
        std::vector<CartItem> items;
        for (const CustomerId customer : customers) {
            for (const auto& [key, item] : stored) {
                if (key.first == customer) items.push_back(item);
            }
        }
        std::ranges::stable_sort(items, {},
                                 [](const CartItem& item) { return std::pair(item.customer_id, item.position); });
        return items;
    }

    void fill(CustomerId customer, ProductId product, std::int64_t quantity, std::int64_t position) {
        stored[{customer, product}] = {
            .customer_id = customer, .product_id = product, .quantity = quantity, .position = position};
    }

    /// Does them all at once; the results are in the same order, and those refused have a code.
    void change(const std::vector<Work>& changes) {
        database.emplace(changes.size());
        CartService service(*database, repositories.carts, repositories.products, repositories.stock, OrderBounds());
        results.resize(changes.size());
        codes.resize(changes.size());
        std::vector<std::function<void()>> tasks;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            tasks.emplace_back([&, i] {
                try {
                    results[i] = changes[i](service);
                } catch (const Refusal& refusal) {
                    codes[i] = refusal.problem().code;
                }
            });
        }
        database->run_together(tasks);
    }

    static Work add(CustomerId customer, ProductId product, std::int64_t quantity) {
        return [=](CartService& carts) {
            return carts.add(test::shopper(customer), {.product_id = product, .quantity = quantity});
        };
    }
    static Work set(CustomerId customer, ProductId product, std::int64_t quantity) {
        return [=](CartService& carts) { return carts.set_quantity(test::shopper(customer), product, quantity); };
    }
    static Work remove(CustomerId customer, ProductId product) {
        return [=](CartService& carts) { return carts.remove(test::shopper(customer), product); };
    }
    static Work clear(CustomerId customer) {
        return [=](CartService& carts) {
            carts.clear(test::shopper(customer));
            return Cart();
        };
    }

    std::optional<test::GatheringDatabase> database;
    test::MockRepositories repositories;
    std::map<std::pair<CustomerId, ProductId>, CartItem> stored;
    std::vector<Cart> results;
    std::vector<std::string> codes;
};

TEST_F(CartsThatWaitTogether, ShareOneStatementOfEachKind) {
    fill(8, 1, 1, 1);
    fill(8, 4, 1, 2);
    fill(9, 1, 1, 1);
    EXPECT_CALL(repositories.carts, bump_versions(_, test::Holds(ElementsAre(7, 8, 9)))).Times(1);
    EXPECT_CALL(repositories.carts, items(_, test::Holds(ElementsAre(7, 8, 9)))).Times(1);
    EXPECT_CALL(repositories.stock, on_hand(_, test::Holds(ElementsAre(1, 2, 4)))).Times(1);
    EXPECT_CALL(repositories.products, offers(_, test::Holds(ElementsAre(1, 2, 4)))).Times(1);
    EXPECT_CALL(repositories.carts, put(_, SizeIs(2))).Times(1);
    EXPECT_CALL(repositories.carts, remove(_, SizeIs(1))).Times(1);
    EXPECT_CALL(repositories.carts, clear(_, test::Holds(ElementsAre(9)))).Times(1);
    change({set(8, 1, 5), clear(9), add(7, 2, 1), remove(8, 4)});
    EXPECT_THAT(database->runs, ElementsAre(4));
    EXPECT_THAT(codes, Each(""));
}

TEST_F(CartsThatWaitTogether, GetEachItsOwn) {
    fill(8, 3, 1, 1);
    change({add(7, 1, 2), add(8, 1, 4)});
    EXPECT_THAT(results[0].items, ElementsAre(Field(&CartLine::quantity, 2)));
    EXPECT_THAT(results[1].items, ElementsAre(Field(&CartLine::quantity, 1), Field(&CartLine::quantity, 4)));
    EXPECT_EQ(stored.at({7, 1}).position, 1);
    EXPECT_EQ(stored.at({8, 1}).position, 2);
}

TEST_F(CartsThatWaitTogether, AddUpWhatIsAddedToOneCart) {
    change({add(7, 1, 2), add(7, 2, 1), add(7, 1, 3)});
    EXPECT_THAT(database->runs, ElementsAre(3));
    EXPECT_EQ(results[0].item_count(), 2);
    EXPECT_EQ(results[1].item_count(), 3);
    EXPECT_EQ(results[2].item_count(), 6);
    EXPECT_EQ(stored.at({7, 1}).quantity, 5);
    EXPECT_EQ(stored.at({7, 2}).position, 2);
}

TEST_F(CartsThatWaitTogether, MoveWhatIsTakenOutAndPutBackToTheEnd) {
    fill(7, 1, 1, 1);
    fill(7, 2, 1, 2);
    change({remove(7, 1), add(7, 1, 9)});
    EXPECT_EQ(stored.at({7, 1}).position, 3);
    EXPECT_EQ(stored.at({7, 1}).quantity, 9);
    EXPECT_THAT(results[1].items, ElementsAre(Field(&CartLine::product_id, 2), Field(&CartLine::product_id, 1)));
}

TEST_F(CartsThatWaitTogether, KeepWhatIsPutIntoACartThatWasCleared) {
    fill(7, 1, 1, 1);
    fill(7, 2, 1, 2);
    change({clear(7), add(7, 3, 1)});
    EXPECT_THAT(results[1].items, ElementsAre(Field(&CartLine::product_id, 3)));
    ASSERT_THAT(stored, SizeIs(1));
    EXPECT_EQ(stored.at({7, 3}).position, 1);
}

TEST_F(CartsThatWaitTogether, HoldNothingThatCameAndWent) {
    change({add(7, 1, 1), remove(7, 1)});
    EXPECT_THAT(codes, Each(""));
    EXPECT_THAT(results[1].items, IsEmpty());
    EXPECT_THAT(stored, IsEmpty());
}

TEST_F(CartsThatWaitTogether, DoNotSufferFromABadOneAmongThem) {
    change({add(7, 1, 1), add(8, 404, 1), set(7, 2, 1), add(7, 1, 100'000), add(7, 2, 2)});
    EXPECT_THAT(database->runs, ElementsAre(5, 1, 1, 1, 1, 1));
    EXPECT_THAT(codes, ElementsAre("", "validation-failed", "not-found", "validation-failed", ""));
    EXPECT_EQ(stored.at({7, 1}).quantity, 1);
    EXPECT_EQ(stored.at({7, 2}).quantity, 2);
    EXPECT_THAT(stored, SizeIs(2));
}

}  // namespace
}  // namespace till

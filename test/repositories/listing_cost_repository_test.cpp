#include <algorithm>
#include <array>

#include <gmock/gmock.h>

#include "repositories/counting_sql_session.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;

constexpr std::int64_t many = 20'000;

/// Twenty thousand rows of the same key: what a cursor is worst at.
class ADeepList : public test::OnMigratedDatabase {
 public:
    /// Expects the pages behind the first, behind the middle and at the end to read about as many rows as they hold.
    template <class Query, class List>
    void expect_even_cost(const std::string& name, const Query& query, const List& list) {
        SCOPED_TRACE(name);
        const auto [behind_first, in_the_middle, at_the_end] = costs_of(query, list);
        EXPECT_GT(behind_first, 0);
        EXPECT_LE(behind_first, on_sqlite() ? 2'000 : 150);
        EXPECT_LE(in_the_middle, behind_first * 5 / 4);
        EXPECT_LE(at_the_end, behind_first * 5 / 4);
    }

    /// The same for a list that no index has in its order: it may be put in order as a whole for each page, but no page
    /// costs more than the first by its number, or than reading the list once.
    template <class Query, class List>
    void expect_bounded_cost(const std::string& name, const Query& query, const List& list) {
        SCOPED_TRACE(name);
        const std::int64_t whole = std::max(cost_of(query, list), many);
        for (const std::int64_t cost : costs_of(query, list)) EXPECT_LE(cost, whole * 5 / 4);
    }

 private:
    template <class Query, class List>
    std::array<std::int64_t, 3> costs_of(const Query& query, const List& list) {
        std::array<std::int64_t, 3> costs{};
        std::size_t position = 0;
        Query request = query;
        std::int64_t passed = 0;
        for (const std::int64_t rows : {std::int64_t(20), many / 2, many - 20}) {
            while (passed < rows) {
                request.per_page = std::min<std::int64_t>(rows - passed, 1'000);
                passed += request.per_page;
                const auto page = read([&](SqlSession& session) { return list(session, request); });
                EXPECT_EQ(std::ssize(page.items), request.per_page);
                request.after = page.next;
                if (!request.after) ADD_FAILURE() << "ends after " << passed;
            }
            request.per_page = 20;
            costs[position++] = cost_of(request, list);
        }
        return costs;
    }

    template <class Query, class List>
    std::int64_t cost_of(const Query& request, const List& list) {
        return read([&](SqlSession& session) {
            test::CountingSqlSession counting(session, options());
            EXPECT_EQ(list(counting, request).items.size(), 20U);
            return counting.cost();
        });
    }
};

TEST_P(ADeepList, OfProductsCostsTheSameAtItsEnd) {
    Product same = test::product("Thing");
    same.category = "Light";
    same.stock = 5;
    const std::vector<Product> thousand(1000, same);
    for (std::int64_t added = 0; added < many; added += 1000) add_products(thousand);
    const auto list = [this](SqlSession& session, const ProductQuery& query) { return products.list(session, query); };
    expect_even_cost("by id", ProductQuery(), list);
    ProductQuery filtered;
    filtered.min_price = test::money("1.00");
    filtered.max_price = test::money("99.00");
    for (const ProductSort sort :
         {ProductSort::name, ProductSort::name_descending, ProductSort::price, ProductSort::price_descending,
          ProductSort::created_at, ProductSort::created_at_descending}) {
        ProductQuery sorted;
        sorted.sort = filtered.sort = sort;
        expect_even_cost(std::string(name_of(sort)), sorted, list);
        expect_bounded_cost(std::string(name_of(sort)) + " filtered", filtered, list);
    }
    filtered.sort = ProductSort::price;
    expect_even_cost("price from to", filtered, list);
    filtered.in_stock = true;
    expect_bounded_cost("price from to in stock", filtered, list);
    ProductQuery of_category;
    of_category.category = "Light";
    expect_even_cost("of a category", of_category, list);
    for (const ProductSort sort : {ProductSort::name, ProductSort::price_descending, ProductSort::created_at}) {
        of_category.sort = sort;
        expect_even_cost(std::string(name_of(sort)) + " of a category", of_category, list);
    }
    ProductQuery searched;
    searched.search = "thing";
    expect_even_cost("search", searched, list);
    searched.search = "thi";
    expect_even_cost("search for a beginning", searched, list);
    searched.sort = ProductSort::price;
    expect_bounded_cost("search by price", searched, list);
    searched.search = "light thing";
    searched.sort.reset();
    expect_bounded_cost("search for two words that all have", searched, list);
    // An index would have to be written with every sale.
    expect_bounded_cost("low on stock", LowStockQuery(), [this](SqlSession& session, const LowStockQuery& query) {
        return low_on_stock(session, query);
    });
}

TEST_P(ADeepList, OfOrdersCostsTheSameAtItsEnd) {
    const CustomerId ada = add_customer("ada@example.com");
    const Order same{.customer_id = ada,
                     .status = OrderStatus::pending,
                     .placed_at = test::at("2026-01-01T00:00:00Z"),
                     .currency = "USD"};
    const std::vector<Order> thousand(1000, same);
    for (std::int64_t added = 0; added < many; added += 1000) {
        write([&](Transaction& transaction) { orders.add(transaction, thousand); });
    }
    const auto list = [this](SqlSession& session, const OrderQuery& query) { return orders.list(session, query); };
    OrderQuery query;
    expect_even_cost("orders", query, list);
    query.from = test::at("2025-01-01T00:00:00Z");
    query.to = test::at("2027-01-01T00:00:00Z");
    expect_even_cost("orders from to", query, list);
    query.status = OrderStatus::pending;
    expect_even_cost("orders of a status from to", query, list);
    query.from.reset();
    query.to.reset();
    expect_even_cost("orders of a status", query, list);
    query.customer_id = ada;
    expect_even_cost("orders of a customer and a status", query, list);
    query.status.reset();
    expect_even_cost("orders of a customer", query, list);
}

TEST_P(ADeepList, OfMovementsCostsTheSameAtItsEnd) {
    const ProductId lamp = add_product(test::product("Lamp"), 5);
    const std::vector<StockMovement> thousand(
        1000,
        {.product_id = lamp, .change = 1, .reason = MovementReason::received, .at = test::at("2026-01-01T00:00:00Z")});
    for (std::int64_t added = 0; added < many; added += 1000) {
        write([&](Transaction& transaction) { stock.record(transaction, thousand); });
    }
    expect_even_cost("movements", ListPageRequest(), [&](SqlSession& session, const ListPageRequest& page) {
        return stock.movements(session, lamp, page);
    });
}

TILL_ON_BOTH_DATABASES(ADeepList);

}  // namespace
}  // namespace till

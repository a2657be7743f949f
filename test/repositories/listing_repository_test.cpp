#include <set>

#include <gmock/gmock.h>

#include "shop/catalogue/product_search.h"
#include "shop/kernel/listing.h"
#include "support/migrated_database.h"
#include "support/refusals.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::IsEmpty;

using Ids = std::vector<std::int64_t>;

/// What reads one page of a list, as ids.
using ReadPage = std::function<ListPage<std::int64_t>(const ListPageRequest&)>;

template <class T>
ListPage<std::int64_t> ids_of(const ListPage<T>& page) {
    Ids ids;
    for (const T& item : page.items) ids.push_back(item.id);
    return page.with(ids);
}

/// Lists that are read by cursors while rows come and go.
class AListReadByCursors : public test::OnMigratedDatabase {
 public:
    ReadPage products_in(const ProductQuery& query) {
        return [this, query](const ListPageRequest& request) {
            ProductQuery page = query;
            static_cast<ListPageRequest&>(page) = request;
            return ids_of(read([&](SqlSession& session) { return products.list(session, page); }));
        };
    }
    ReadPage orders_in(const OrderQuery& query) {
        return [this, query](const ListPageRequest& request) {
            OrderQuery page = query;
            static_cast<ListPageRequest&>(page) = request;
            return ids_of(read([&](SqlSession& session) { return orders.list(session, page); }));
        };
    }
    ReadPage customers_in(const SearchRequest& query) {
        return [this, query](const ListPageRequest& request) {
            SearchRequest page = query;
            static_cast<ListPageRequest&>(page) = request;
            return ids_of(read([&](SqlSession& session) { return customers.list(session, page); }));
        };
    }
    ReadPage accounts_in(const SearchRequest& query) {
        return [this, query](const ListPageRequest& request) {
            SearchRequest page = query;
            static_cast<ListPageRequest&>(page) = request;
            return ids_of(read([&](SqlSession& session) { return accounts.list(session, page); }));
        };
    }
    ReadPage low_on_stock(std::int64_t below) {
        return [this, below](const ListPageRequest& request) {
            LowStockQuery page;
            page.below = below;
            static_cast<ListPageRequest&>(page) = request;
            return ids_of(read([&](SqlSession& session) { return OnMigratedDatabase::low_on_stock(session, page); }));
        };
    }
    ReadPage movements_of(ProductId product) {
        return [this, product](const ListPageRequest& request) {
            return ids_of(read([&](SqlSession& session) { return stock.movements(session, product, request); }));
        };
    }

    /// The list from beginning to end, `per_page` at a time. `between` is called between two pages.
    static Ids walked(
        const ReadPage& read_page, std::int64_t per_page, const std::function<void()>& between = [] {}) {
        ListPageRequest request{.per_page = per_page};
        Ids seen;
        for (;;) {
            const ListPage<std::int64_t> page = read_page(request);
            EXPECT_LE(std::ssize(page.items), per_page);
            EXPECT_EQ(page.page.has_value(), !request.after);
            EXPECT_EQ(page.total.has_value(), !request.after);
            seen.insert(seen.end(), page.items.begin(), page.items.end());
            if (!page.next) return seen;
            request.after = page.next;
            between();
        }
    }

    /// Reads the whole list while rows are added and removed, and expects each of `steady` once, in the list's order.
    static void expect_steady_rows_once(const ReadPage& read_page, const std::set<std::int64_t>& steady,
                                        const std::function<void()>& add_and_remove) {
        const auto only_steady = [&](const Ids& ids) {
            Ids kept;
            std::copy_if(ids.begin(), ids.end(), std::back_inserter(kept),
                         [&](std::int64_t id) { return steady.contains(id); });
            return kept;
        };
        const Ids expected = only_steady(read_page({.per_page = 100'000}).items);
        EXPECT_GT(expected.size(), 10U);
        EXPECT_EQ(only_steady(walked(read_page, 7, add_and_remove)), expected);
        const Ids all = walked(read_page, 5);
        EXPECT_EQ(all, read_page({.per_page = 100'000}).items) << "while nothing changes, it is the list";
        EXPECT_EQ(walked(read_page, std::ssize(all)), all) << "on one page";
    }

    // Few keys, so that many rows share one; some differ in what a database may take for nothing.
    ProductId add_nth_product(int n) {
        static const char* const names[] = {"lamp", "Lamp", "lamp ", "Lampe", "L\u00e4mp", "a", "z \"x\" \\"};
        Product product = test::product(names[n % 7], n % 3 == 0 ? "1.00" : "2.00");
        product.description = n % 2 == 0 ? "bright light" : "brightness";
        product.category = n % 4 == 0 ? "Other" : "Light";
        product.created_at += std::chrono::milliseconds(n % 5);
        return add_product(product, n % 6);
    }
    void remove_product(ProductId id) {
        write([&](Transaction& transaction) { products.remove(transaction, products.find(transaction, id).value()); });
    }
};

std::vector<ProductQuery> product_queries() {
    std::vector<ProductQuery> queries(1);
    for (const ProductSort sort :
         {ProductSort::relevance, ProductSort::name, ProductSort::name_descending, ProductSort::price,
          ProductSort::price_descending, ProductSort::created_at, ProductSort::created_at_descending}) {
        ProductQuery sorted;
        sorted.sort = sort;
        queries.push_back(sorted);
        ProductQuery filtered = sorted;
        filtered.category = "Light";
        filtered.min_price = test::money("2.00");
        filtered.max_price = test::money("2.00");
        filtered.in_stock = true;
        queries.push_back(filtered);
        ProductQuery searched = sorted;
        searched.search = "bright";
        queries.push_back(searched);
    }
    return queries;
}

TEST_P(AListReadByCursors, HasEveryProductThatStaysOnce) {
    std::set<std::int64_t> steady;
    Ids passing;
    for (int n = 0; n < 60; ++n) {
        if (n % 3 == 1) {
            passing.push_back(add_nth_product(n));
        } else {
            steady.insert(add_nth_product(n));
        }
    }
    int n = 60;
    const auto add_and_remove = [&] {
        for (int i = 0; i < 2; ++i) {
            remove_product(passing[static_cast<std::size_t>(n * 7) % passing.size()]);
            passing[static_cast<std::size_t>(n * 7) % passing.size()] = add_nth_product(n);
            n += 5;
        }
    };
    for (const ProductQuery& query : product_queries()) {
        SCOPED_TRACE(std::string(query.sort ? name_of(*query.sort) : "no sort") + (query.search ? " search" : "") +
                     (query.category ? " filtered" : ""));
        expect_steady_rows_once(products_in(query), steady, add_and_remove);
    }
    expect_steady_rows_once(low_on_stock(5), steady, add_and_remove);
}

TEST_P(AListReadByCursors, HasEveryOrderThatStaysOnce) {
    const CustomerId customers_of_orders[] = {add_customer("ada@example.com"), add_customer("bob@example.com")};
    const auto add_nth = [&](int n) {
        const Order order{.customer_id = customers_of_orders[n % 2],
                          .status = n % 3 == 0 ? OrderStatus::shipped : OrderStatus::pending,
                          .placed_at = test::at("2026-01-01T00:00:00Z") + std::chrono::milliseconds(n % 4),
                          .currency = "USD"};
        return write([&](Transaction& transaction) { return orders.add(transaction, {&order, 1}).front(); });
    };
    std::set<std::int64_t> steady;
    Ids passing;
    for (int n = 0; n < 80; ++n) {
        if (n % 5 == 1) {
            passing.push_back(add_nth(n));
        } else {
            steady.insert(add_nth(n));
        }
    }
    int n = 80;
    const auto add_and_remove = [&] {
        std::int64_t& id = passing[static_cast<std::size_t>(n) % passing.size()];
        write([&](Transaction& transaction) { transaction.execute("DELETE FROM orders WHERE id = :id", id); });
        id = add_nth(n);
        n += 3;
    };
    OrderQuery of_ada;
    of_ada.customer_id = customers_of_orders[0];
    OrderQuery pending;
    pending.status = OrderStatus::pending;
    OrderQuery both = of_ada;
    both.status = OrderStatus::pending;
    OrderQuery between;
    between.from = test::at("2026-01-01T00:00:00.001Z");
    between.to = test::at("2026-01-01T00:00:00.003Z");
    int number = 0;
    for (const OrderQuery& query : {OrderQuery(), of_ada, pending, both, between}) {
        SCOPED_TRACE(++number);
        expect_steady_rows_once(orders_in(query), steady, add_and_remove);
    }
}

TEST_P(AListReadByCursors, HasEveryMovementOnce) {
    const ProductId lamp = add_product(test::product("Lamp"), 5);
    const ProductId mug = add_product(test::product("Mug"), 5);
    const auto add_nth = [&](int n) {
        const StockMovement movement{.product_id = n % 3 == 0 ? mug : lamp,
                                     .change = 1,
                                     .reason = MovementReason::received,
                                     .at = test::at("2026-01-01T00:00:00Z")};
        return write([&](Transaction& transaction) { return stock.record(transaction, {&movement, 1}).front(); });
    };
    std::set<std::int64_t> steady;
    int n = 0;
    while (n < 50) steady.insert(add_nth(n++));
    expect_steady_rows_once(movements_of(lamp), steady, [&] { add_nth(n++); });
}

TEST_P(AListReadByCursors, HasEveryCustomerAndAccountThatStaysOnce) {
    int n = 0;
    const auto add_next = [&] {
        Account account = test::account((n % 3 == 0 ? "buyer" : "keeper") + std::to_string(n));
        account.customer_id = add_customer((n % 2 == 0 ? "even" : "odd") + std::to_string(n) + "@example.com");
        ++n;
        write([&](Transaction& transaction) { return accounts.add(transaction, account); });
        return *account.customer_id;
    };
    std::set<std::int64_t> steady;
    std::set<std::int64_t> steady_accounts;
    Ids passing;
    for (int i = 0; i < 50; ++i) {
        const CustomerId id = add_next();
        if (i % 4 == 1) {
            passing.push_back(id);
            continue;
        }
        steady.insert(id);
        steady_accounts.insert(
            read([&](SqlSession& session) { return accounts.find_by_customer(session, id).value().id; }));
    }
    const auto add_and_remove = [&] {
        CustomerId& id = passing[static_cast<std::size_t>(n) % passing.size()];
        write(
            [&](Transaction& transaction) { customers.remove(transaction, customers.find(transaction, id).value()); });
        id = add_next();
    };
    SearchRequest even;
    even.search = "even";
    expect_steady_rows_once(customers_in({}), steady, add_and_remove);
    expect_steady_rows_once(customers_in(even), steady, add_and_remove);
    SearchRequest buyers;
    buyers.search = "buyer";
    expect_steady_rows_once(accounts_in({}), steady_accounts, add_and_remove);
    expect_steady_rows_once(accounts_in(buyers), steady_accounts, add_and_remove);
}

TEST_P(AListReadByCursors, EndsWithItsLastRow) {
    const ReadPage all = products_in({});
    EXPECT_EQ(all({}).next, std::nullopt) << "of an empty list";
    for (int n = 0; n < 4; ++n) add_nth_product(n);
    EXPECT_EQ(all({.per_page = 4}).next, std::nullopt);
    EXPECT_EQ(all({.page = 2, .per_page = 2}).next, std::nullopt);
    EXPECT_EQ(all({.page = 9, .per_page = 2}).next, std::nullopt);
    const ListPage<std::int64_t> first = all({.per_page = 3});
    ASSERT_TRUE(first.next);
    const ListPage<std::int64_t> second = all({.per_page = 3, .after = first.next});
    EXPECT_EQ(second.items.size(), 1U);
    EXPECT_EQ(second.next, std::nullopt);
    EXPECT_EQ(second.pages(), std::nullopt);
    remove_product(second.items.front());
    EXPECT_THAT(all({.per_page = 3, .after = first.next}).items, IsEmpty()) << "what was to come is gone";
    remove_product(first.items.back());
    EXPECT_THAT(all({.per_page = 3, .after = first.next}).items, IsEmpty()) << "so is the row that was marked";
}

TEST_P(AListReadByCursors, RefusesMarksThatAreNoneOfIt) {
    for (int n = 0; n < 4; ++n) add_nth_product(n);
    ProductQuery by_name;
    by_name.sort = ProductSort::name;
    for (const char* after :
         {"", "x", "{}", "7", "[]", "[1]", "[1,2]", "[null,2]", "[[],2]", "[\"a\"]", "[\"a\",\"b\"]", "[\"a\",1.5]",
          "[\"a\",1e3]", "[\"a\",9223372036854775808]", "[\"a\",1,2]", "[\"a\",1"}) {
        EXPECT_THAT(test::errors_of([&] { products_in(by_name)({.after = after}); }),
                    testing::ElementsAre(testing::Pair("after", testing::SizeIs(1))))
            << after;
    }
    EXPECT_NO_THROW(products_in(by_name)({.after = "[\"a\",1]"}));
}

TILL_ON_BOTH_DATABASES(AListReadByCursors);

}  // namespace
}  // namespace till

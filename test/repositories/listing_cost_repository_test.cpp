#include <algorithm>
#include <array>
#include <set>

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "support/migrated_store.h"
#include "utils/refusal.h"

namespace till {
namespace {

using database::Cell;
using database::Dialect;
using database::Query;
using database::Session;
using database::Transaction;

/// Counts the work of each statement: steps of SQLite's machine, rows that MariaDB's storage was asked for. Never time.
class CountingSession : public Session {
 public:
    CountingSession(Session& session, const std::string& sqlite_path) : session_(session) {
        if (dialect() == Dialect::sqlite) {
            EXPECT_EQ(sqlite3_open(sqlite_path.c_str(), &sqlite_), SQLITE_OK);
        } else {
            const std::int64_t before = asked_for();
            asking_ = asked_for() - before;
        }
    }
    ~CountingSession() override { sqlite3_close(sqlite_); }
    CountingSession(const CountingSession&) = delete;
    CountingSession& operator=(const CountingSession&) = delete;

    Dialect dialect() const override { return session_.dialect(); }

    std::int64_t run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                     const std::function<void()>& on_row) override {
        if (dialect() == Dialect::sqlite) {
            cost_ += steps_of(sql, parameters);
            return session_.run(sql, parameters, into, on_row);
        }
        const std::int64_t before = asked_for();
        const std::int64_t rows = session_.run(sql, parameters, into, on_row);
        cost_ += asked_for() - before - asking_;
        return rows;
    }
    std::vector<std::int64_t> run_each(std::string_view sql, std::span<const std::vector<Cell>> rows) override {
        return session_.run_each(sql, rows);
    }
    std::vector<std::int64_t> insert_rows(std::string_view table, std::string_view columns,
                                          std::span<const std::vector<Cell>> rows,
                                          std::string_view otherwise) override {
        return session_.insert_rows(table, columns, rows, otherwise);
    }

    std::int64_t cost() const { return cost_; }

 private:
    // Runs it once more on a connection of its own, because the session's is out of reach.
    std::int64_t steps_of(std::string_view sql, std::span<const Cell> parameters) {
        sqlite3_stmt* statement = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(sqlite_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr), SQLITE_OK)
            << sqlite3_errmsg(sqlite_);
        int position = 0;
        for (const Cell& cell : parameters) {
            ++position;
            if (cell.kind == Cell::Kind::integer) {
                sqlite3_bind_int64(statement, position, cell.integer);
            } else {
                sqlite3_bind_text(statement, position, cell.text.data(), static_cast<int>(cell.text.size()),
                                  SQLITE_TRANSIENT);
            }
        }
        while (sqlite3_step(statement) == SQLITE_ROW) {
        }
        const int steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0);
        sqlite3_finalize(statement);
        return steps;
    }

    std::int64_t asked_for() {
        std::int64_t sum = 0;
        for (const auto& [name, count] :
             session_.rows<std::string, std::string>("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
            sum += std::stoll(count);
        }
        return sum;
    }

    Session& session_;
    sqlite3* sqlite_ = nullptr;
    std::int64_t asking_ = 0;  ///< what it costs to ask for the cost
    std::int64_t cost_ = 0;
};

constexpr std::int64_t many = 20'000;

/// Twenty thousand rows of the same key: what a mark is worst at.
class ADeepList : public test::OnMigratedStore {
 public:
    /// Expects the pages behind the first, behind the middle and at the end to read about what they show.
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
                request.per_page = std::min<std::int64_t>(rows - passed, 2'000);
                passed += request.per_page;
                const auto page = read([&](Session& session) { return list(session, request); });
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
        return read([&](Session& session) {
            CountingSession counting(session, options().url.substr(options().url.find(':') + 1));
            EXPECT_EQ(list(counting, request).items.size(), 20U);
            return counting.cost();
        });
    }
};

TEST_P(ADeepList, OfProductsCostsTheSameAtItsEnd) {
    Product same = test::product("Thing");
    same.category = "Light";
    const std::vector<Product> thousand(1000, same);
    for (std::int64_t added = 0; added < many; added += 1000) {
        write([&](Transaction& transaction) {
            std::vector<StockMovement> initial;
            for (const ProductId id : products.add(transaction, thousand)) {
                initial.push_back({.product_id = id, .change = 5, .at = same.created_at});
            }
            stock.open(transaction, initial);
        });
    }
    const auto list = [this](Session& session, const ProductQuery& query) { return products.list(session, query); };
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
    expect_bounded_cost("low on stock", LowStockQuery(), [this](Session& session, const LowStockQuery& query) {
        return products.low_on_stock(session, query);
    });
}

/// Products of which each filter and each word chooses many, and most of them together none but the last ones of every
/// order: whoever looks for those row by row finds them at the end.
class AListOfTheWorst : public ADeepList {
 public:
    static constexpr std::int64_t count = 30'000;
    static constexpr std::int64_t hidden = 40;

    AListOfTheWorst() {
        for (std::int64_t added = 0; added < count; added += 1000) {
            std::vector<Product> thousand;
            for (std::int64_t i = added; i < added + 1000; ++i) thousand.push_back(nth(i));
            write([&](Transaction& transaction) {
                std::vector<StockMovement> initial;
                const std::vector<ProductId> ids = products.add(transaction, thousand);
                for (std::size_t i = 0; i < ids.size(); ++i) {
                    initial.push_back(
                        {.product_id = ids[i], .change = thousand[i].stock, .at = thousand[i].created_at});
                }
                stock.open(transaction, initial);
            });
        }
    }

    static bool is_hidden(std::int64_t n) { return n >= count - hidden; }

    /// Half are cheap, half in stock, half of a category, half have `b`: but for the last ones, never two of them.
    static Product nth(std::int64_t n) {
        const bool all = is_hidden(n);
        const auto in_half = [&](std::int64_t which) { return all || n % 4 == which; };
        const std::string number = std::to_string(1'000'000 + n);
        Product product =
            test::product("N" + number + (in_half(0) ? " b" : " z") + (in_half(1) ? " c" : " z") + " the");
        product.sku.reset();
        product.price = test::money(in_half(2) ? "1.00" : "9.00");
        product.stock = in_half(3) ? 5 : 0;
        product.category = all || n % 2 == 0 ? "Light" : "Dark";
        product.created_at += std::chrono::milliseconds(n);
        return product;
    }

    /// What one request for it costs, at most: some tens of thousands of rows in a row, whatever it asks for.
    std::int64_t bound() const { return on_sqlite() ? 1'200'000 : 48'000; }

    Page<Product> listed(const ProductQuery& query) {
        return read([&](Session& session) {
            CountingSession counting(session, options().url.substr(options().url.find(':') + 1));
            const Page<Product> page = products.list(counting, query);
            EXPECT_LE(counting.cost(), bound());
            return page;
        });
    }

    /// Goes on until the list ends, and finds all that belong to it, once, in its order.
    void expect_found(const std::string& name, ProductQuery query, std::int64_t wanted) {
        SCOPED_TRACE(name);
        std::vector<ProductId> found;
        for (int pages = 0; pages < 60; ++pages) {
            const Page<Product> page = listed(query);
            if (!query.after) {
                EXPECT_EQ(page.page, 1);
                EXPECT_TRUE(page.total_is_at_least || page.total == wanted) << page.total.value();
                EXPECT_LE(page.total.value(), wanted);
            }
            for (const Product& product : page.items) found.push_back(product.id);
            query.after = page.next;
            if (!query.after) break;
        }
        EXPECT_EQ(std::ssize(found), wanted);
        EXPECT_EQ(std::set<ProductId>(found.begin(), found.end()).size(), found.size());
    }

    void expect_filters_to_have_a_bound();
    void expect_searches_to_have_a_bound();
    void expect_to_find_what_is_hidden();
};

std::vector<ProductQuery> every_filter() {
    std::vector<ProductQuery> queries;
    for (int filters = 1; filters < 16; ++filters) {
        ProductQuery query;
        if ((filters & 1) != 0) query.category = "Light";
        if ((filters & 2) != 0) query.min_price = test::money("0.50");
        if ((filters & 4) != 0) query.max_price = test::money("1.00");
        if ((filters & 8) != 0) query.in_stock = true;
        queries.push_back(query);
    }
    return queries;
}

bool belongs(const Product& product, const ProductQuery& query) {
    return (!query.category || product.category == query.category) &&
           (!query.min_price || product.price >= *query.min_price) &&
           (!query.max_price || product.price <= *query.max_price) && (!query.in_stock || product.stock > 0);
}

// One test, as the store takes long to make.
TEST_P(AListOfTheWorst, HasABoundAndFindsWhatIsHiddenAtItsEnd) {
    expect_filters_to_have_a_bound();
    expect_searches_to_have_a_bound();
    expect_to_find_what_is_hidden();
}

void AListOfTheWorst::expect_filters_to_have_a_bound() {
    for (ProductQuery query : every_filter()) {
        std::int64_t wanted = 0;
        for (std::int64_t n = 0; n < count; ++n) wanted += belongs(nth(n), query) ? 1 : 0;
        for (const ProductSort sort :
             {ProductSort::relevance, ProductSort::name, ProductSort::name_descending, ProductSort::price,
              ProductSort::price_descending, ProductSort::created_at, ProductSort::created_at_descending}) {
            query.sort = sort;
            const std::string name = std::string(name_of(sort)) + (query.category ? " category" : "") +
                                     (query.min_price ? " min" : "") + (query.max_price ? " max" : "") +
                                     (query.in_stock ? " stock" : "");
            SCOPED_TRACE(name);
            if (wanted < 100) expect_found(name, query, wanted);
            for (const std::int64_t page : {1, 2, 100, 500, 501, 1999, 1'000'000}) {
                query.page = page;
                try {
                    listed(query);
                } catch (const Refusal& refusal) {
                    EXPECT_TRUE(refusal.errors().contains("page"));
                    EXPECT_NE(page, 1);
                }
            }
            query.page = 1;
        }
    }
}

void AListOfTheWorst::expect_searches_to_have_a_bound() {
    std::string many_letters;
    for (char a = 'a'; a <= 'z'; ++a) many_letters += std::string(1, a) + static_cast<char>('z' - a % 3) + " ";
    for (const std::string search : {"b c", "c b", "the b c", "the", "th", "b", "n", "n1", "n10", "the n", "b c the z",
                                     "z b", many_letters.c_str(), "n1000001 the", "c n1", "light b", "light"}) {
        for (int filters = 0; filters < 4; ++filters) {
            ProductQuery query;
            query.search = search;
            if ((filters & 1) != 0) query.in_stock = true;
            if ((filters & 2) != 0) query.max_price = test::money("1.00");
            for (const ProductSort sort :
                 {ProductSort::relevance, ProductSort::name, ProductSort::price_descending, ProductSort::created_at}) {
                SCOPED_TRACE(search + " " + std::string(name_of(sort)) + " " + std::to_string(filters));
                query.sort = sort;
                for (const std::int64_t page : {1, 3, 500}) {
                    query.page = page;
                    try {
                        query.after = listed(query).next;
                    } catch (const Refusal& refusal) {
                        EXPECT_TRUE(refusal.errors().contains("page"));
                        EXPECT_NE(page, 1);
                    }
                    if (query.after) listed(query);
                    query.after.reset();
                }
            }
        }
    }
}

void AListOfTheWorst::expect_to_find_what_is_hidden() {
    for (const ProductSort sort : {ProductSort::relevance, ProductSort::name, ProductSort::price_descending}) {
        ProductQuery query;
        query.sort = sort;
        query.search = "b c";
        expect_found("two words", query, hidden);
        query.in_stock = true;
        query.max_price = test::money("1.00");
        expect_found("two words and two filters", query, hidden);
        query.search = "n10";
        expect_found("a beginning and two filters", query, hidden);
    }
}

TILL_ON_BOTH_DATABASES(AListOfTheWorst);

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
    const auto list = [this](Session& session, const OrderQuery& query) { return orders.list(session, query); };
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
    expect_even_cost("movements", PageRequest(),
                     [&](Session& session, const PageRequest& page) { return stock.movements(session, lamp, page); });
}

TILL_ON_BOTH_DATABASES(ADeepList);

}  // namespace
}  // namespace till

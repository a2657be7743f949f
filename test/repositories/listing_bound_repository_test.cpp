#include <optional>
#include <set>

#include <gmock/gmock.h>

#include "platform/errors/refusal.h"
#include "repositories/counting_sql_session.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;

/// Products of which each filter and each word chooses many, and most of them together none but the last ones of every
/// order: a row-by-row search finds those at the end.
class AListOfTheWorst : public test::OnMigratedDatabase {
 public:
    static constexpr std::int64_t count = 30'000;
    static constexpr std::int64_t hidden = 40;

    AListOfTheWorst() {
        for (std::int64_t added = 0; added < count; added += 1000) {
            std::vector<Product> thousand;
            for (std::int64_t i = added; i < added + 1000; ++i) thousand.push_back(nth(i));
            add_products(thousand);
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

    /// What one request for it costs, at most: some tens of thousands of rows in a row, whatever its filters.
    std::int64_t bound() const { return on_sqlite() ? 1'200'000 : 48'000; }

    /// The list page, whose cost has to stay within that.
    ListPage<Product> listed(const ProductQuery& query) {
        return read([&](SqlSession& session) {
            test::CountingSqlSession counting(session, options());
            const ListPage<Product> page = products.list(counting, query);
            EXPECT_LE(counting.cost(), bound());
            return page;
        });
    }

    /// The same; nullopt where the page is refused, as any but the first may be.
    std::optional<ListPage<Product>> listed_or_refused(const ProductQuery& query) {
        try {
            return listed(query);
        } catch (const Refusal& refusal) {
            EXPECT_TRUE(refusal.errors().contains("page"));
            EXPECT_NE(query.page, 1);
            return std::nullopt;
        }
    }

    /// Goes on until the list ends, and finds all that belong to it, once, in its order.
    void expect_found(const std::string& name, ProductQuery query, std::int64_t wanted) {
        SCOPED_TRACE(name);
        std::vector<ProductId> found;
        for (int pages = 0; pages < 60; ++pages) {
            const ListPage<Product> page = listed(query);
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

// One test, as the database takes long to make.
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
            for (const std::int64_t page : {1, 100, 500, 501, 1'000'000}) {
                query.page = page;
                listed_or_refused(query);
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
                    const auto found = listed_or_refused(query);
                    if (!found || !found->next) continue;
                    query.after = found->next;
                    listed(query);
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

}  // namespace
}  // namespace till

#include <algorithm>
#include <map>
#include <random>

#include <gmock/gmock.h>

#include "platform/text/folding.h"
#include "shop/catalogue/search_terms.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::IsEmpty;

using Ids = std::vector<ProductId>;

/// The score of a product, found out by looking at all of its words; 0 for none.
std::int64_t score_of(const Product& product, const SearchTerm& term) {
    std::map<std::string, std::int64_t> weights;  // the last place counts, which is the best
    const auto weigh = [&](const std::optional<std::string>& text, std::int64_t weight) {
        for (const std::string& word : document_words(text.value_or(""))) weights[word] = weight;
    };
    weigh(product.description, 1);
    weigh(product.category, 3);
    weigh(product.name, 8);
    std::int64_t best = 0;
    for (const auto& [word, weight] : weights) {
        if (word == term.text) best = std::max(best, 2 * weight);
        if (!term.is_whole && word.starts_with(term.text)) best = std::max(best, weight);
    }
    return best;
}

/// Products whose names share words and beginnings of words, drawn by dice.
class RankedSearch : public test::OnMigratedDatabase {
 public:
    void fill(const std::vector<std::string>& words, std::size_t count) {
        const auto some = [&] { return words[dice() % words.size()]; };
        for (std::size_t i = 0; i < count; ++i) {
            Product product = test::product(some() + " " + some());
            product.description = some() + " " + some();
            if (dice() % 2 == 0) product.category = some();
            product.id = add_product(product);
            all.push_back(std::move(product));
        }
    }

    Ids expected(const std::string& search) {
        std::vector<std::pair<std::int64_t, ProductId>> ranked;
        for (const Product& product : all) {
            std::int64_t sum = 0;
            bool has_all = true;
            for (const SearchTerm& term : search_terms(search)) {
                const std::int64_t score = score_of(product, term);
                has_all = has_all && score > 0;
                sum += score;
            }
            if (has_all) ranked.emplace_back(-sum, product.id);
        }
        std::sort(ranked.begin(), ranked.end());
        Ids ids;
        for (const auto& [score, id] : ranked) ids.push_back(id);
        return ids;
    }

    ListPage<Product> list(const ProductQuery& query) {
        return read([&](SqlSession& session) { return products.list(session, query); });
    }
    static void append(Ids& ids, const ListPage<Product>& page) {
        for (const Product& product : page.items) ids.push_back(product.id);
    }
    Ids by_numbers(ProductQuery query, std::int64_t total) {
        Ids ids;
        for (query.page = 1; query.page <= total / query.per_page + 2; ++query.page) {
            const ListPage<Product> page = list(query);
            EXPECT_EQ(page.total, total);
            append(ids, page);
        }
        return ids;
    }
    Ids by_cursor(ProductQuery query) {
        Ids ids;
        for (;;) {
            const ListPage<Product> page = list(query);
            append(ids, page);
            if (!page.next) return ids;
            query.after = page.next;
        }
    }
    void expect_as_expected(const std::string& search) {
        const Ids wanted = expected(search);
        for (const std::int64_t per_page : {1, 7, 100}) {
            SCOPED_TRACE(search + ", " + std::to_string(per_page) + " a page");
            ProductQuery query;
            query.search = search;
            query.per_page = per_page;
            EXPECT_EQ(by_numbers(query, std::ssize(wanted)), wanted);
            EXPECT_EQ(by_cursor(query), wanted);
        }
    }

    std::minstd_rand dice{11};
    std::vector<Product> all;
};

TEST_P(RankedSearch, IsThatOfEveryProductByItself) {
    fill({"lamp", "lamps", "lampe", "la", "red", "reed", "r", "mug"}, 60);
    for (const char* search : {"lamp", "lam", "la", "l", "lamps", "r", "re", "red", "mug", "lamp red", "l r",
                               "re la mug", "lamp lamps", "x", "lamp x"}) {
        expect_as_expected(search);
    }
    EXPECT_THAT(expected("x"), IsEmpty());
    EXPECT_GT(expected("lamp red").size(), 3U);
}

TEST_P(RankedSearch, IsThatWhereVeryManyWordsBeginSo) {
    std::vector<std::string> words{"lamp", "lamp", "red"};
    for (int i = 10; i < 70; ++i) words.push_back("lamp" + std::to_string(i));
    fill(words, 80);
    for (const char* search : {"lamp", "lam", "lamp1", "lamp12", "l red", "red l", "lamp lamp1"}) {
        expect_as_expected(search);
    }
}

TEST_P(RankedSearch, FollowsWhatIsChangedAndRemoved) {
    fill({"lamp", "lamps", "red", "mug"}, 40);
    for (std::size_t i = 0; i < all.size(); i += 3) {
        const Product before = all[i];
        all[i].name = i % 2 == 0 ? "Lampshade" : "Mugs";
        all[i].category = "lamp";
        write([&](Transaction& transaction) { products.update(transaction, before, all[i]); });
    }
    for (std::size_t i = 0; i < 10; ++i) {
        write([&](Transaction& transaction) { products.remove(transaction, all[i]); });
    }
    all.erase(all.begin(), all.begin() + 10);
    for (const char* search : {"lamp", "lamps", "l", "mug", "mugs", "mug lamp"}) expect_as_expected(search);
}

// A position holds a score, so it means the same when another word makes the search use another plan.
TEST_P(RankedSearch, GoesOnBehindAMarkWhenOtherWordsHaveCome) {
    fill({"lamp"}, 30);
    ProductQuery query;
    query.search = "lamp";
    query.per_page = 10;
    Ids seen;
    for (int page = 0;; ++page) {
        const ListPage<Product> found = list(query);
        append(seen, found);
        if (!found.next) break;
        query.after = found.next;
        add_product(test::product("lamps" + std::to_string(page)));  // of a lower score: it comes at the end
    }
    const Ids before(seen.begin(), seen.begin() + 30);
    EXPECT_EQ(before, expected("lamp"));
    EXPECT_EQ(seen.size(), 33U);
}

TILL_ON_BOTH_DATABASES(RankedSearch);

}  // namespace
}  // namespace till

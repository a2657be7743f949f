#include <gmock/gmock.h>

#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using testing::ElementsAre;
using testing::IsEmpty;

/// One corpus for both databases; the expected lists are the same for both.
class TheSearch : public test::OnMigratedDatabase {
 public:
    TheSearch() {
        add("White metal lantern", "L1", "Lighting", "Hangs in the garden", "2.55", 6);
        add("Red lamp", "L2", "Lighting", "A metal foot and a white shade", "3.39", 0);
        add("Caf\u00e9 cr\u00e8me cups", "C1", "Kitchen", "For the CAFE at home", "2.75", 8);
        add("Metallic paint", "P1", "Craft", "Any colour but metal", "3.39", 6);
        add("Stra\u00dfenlampe", "L3", "Lighting", {}, "10.00", 1);
        add("Lamp oil", "O1", "Lighting", "For every lamp and lantern", "1.25", 0);
        add("\u65e5\u672c lantern", "L4", {}, "Paper", "7.95", 2);
        add("To be or not to be", "B1", "Books", "A play in the dark", "4.25", 3);
    }

    void add(const std::string& name, std::optional<std::string> sku, std::optional<std::string> category,
             std::optional<std::string> description, std::string_view price, std::int64_t units) {
        Product product = test::product(name, price);
        product.sku = std::move(sku);
        product.category = std::move(category);
        product.description = std::move(description);
        product.created_at += std::chrono::minutes(++added_);
        add_product(product, units);
    }

    ListPage<Product> list(const ProductQuery& query) {
        return read([&](SqlSession& session) { return products.list(session, query); });
    }
    static std::vector<std::string> skus_on(const ListPage<Product>& page) {
        std::vector<std::string> skus;
        for (const Product& product : page.items) skus.push_back(product.sku.value());
        return skus;
    }
    std::vector<std::string> skus(const ProductQuery& query) {
        const ListPage<Product> page = list(query);
        EXPECT_EQ(page.total, static_cast<std::int64_t>(page.items.size()));
        return skus_on(page);
    }
    std::vector<std::string> found(std::string search) {
        ProductQuery query;
        query.search = std::move(search);
        return skus(query);
    }
    std::vector<std::string> sorted(ProductSort sort, std::optional<std::string> search = {}) {
        ProductQuery query;
        query.sort = sort;
        query.search = std::move(search);
        return skus(query);
    }

 private:
    int added_ = 0;
};

TEST_P(TheSearch, FindsWordsByTheirBeginnings) {
    EXPECT_THAT(found("lant"), ElementsAre("L1", "L4", "O1"));
    EXPECT_THAT(found("cup"), ElementsAre("C1"));
    EXPECT_THAT(found("antern"), IsEmpty());
    EXPECT_THAT(found("x"), IsEmpty());
}

TEST_P(TheSearch, RanksNameAndSkuBeforeCategoryBeforeDescription) {
    EXPECT_THAT(found("metal"), ElementsAre("L1", "P1", "L2")) << "a whole word, the beginning of one, a description";
    EXPECT_THAT(found("lamp"), ElementsAre("L2", "O1"));
    EXPECT_THAT(found("light"), ElementsAre("L1", "L2", "L3", "O1"));
    EXPECT_THAT(found("l3"), ElementsAre("L3"));
    EXPECT_THAT(found("l"), ElementsAre("L1", "L2", "L3", "O1", "L4")) << "of one rank, the older one first";
}

TEST_P(TheSearch, WantsEveryWord) {
    EXPECT_THAT(found("white metal"), ElementsAre("L1", "L2"));
    EXPECT_THAT(found("metal WHITE"), ElementsAre("L1", "L2"));
    EXPECT_THAT(found("white metal lantern"), ElementsAre("L1"));
    EXPECT_THAT(found("white oil"), IsEmpty());
    EXPECT_THAT(found("lamp lamp"), ElementsAre("L2", "O1"));
}

TEST_P(TheSearch, TakesAllWordsButTheLastAsWholeOnes) {
    EXPECT_THAT(found("metal lant"), ElementsAre("L1"));
    EXPECT_THAT(found("meta lantern"), IsEmpty());
    EXPECT_THAT(found("lant lantern"), IsEmpty());
    EXPECT_THAT(found("lantern lant"), ElementsAre("L1", "L4", "O1")) << "what begins so is asked for already";
}

TEST_P(TheSearch, IsBlindToCaseAndAccents) {
    for (const char* search : {"cafe", "CAF\u00c9", "cafe\u0301", "Caf\u00e9", "creme"}) {
        EXPECT_THAT(found(search), ElementsAre("C1")) << search;
    }
    EXPECT_THAT(found("strassenlampe"), ElementsAre("L3"));
    EXPECT_THAT(found("STRASSE"), ElementsAre("L3"));
    EXPECT_THAT(found("\u65e5"), ElementsAre("L4"));
}

TEST_P(TheSearch, FindsLettersBothAsTheyAreAndAsTheyAreTyped) {
    add("I\u015f\u0131k lambas\u0131", "T1", {}, {}, "1.00", 1);
    add("\u0141\u00f3d\u017a mug", "T2", {}, {}, "1.00", 1);
    add("\u00d8l", "T3", {}, {}, "1.00", 1);
    add("\u00c6bleskive pan", "T4", {}, {}, "1.00", 1);
    for (const char* search : {"isik", "\u0131\u015f\u0131k", "I\u015eIK", "\u0130\u015fik"})
        EXPECT_THAT(found(search), ElementsAre("T1")) << search;
    for (const char* search : {"lodz", "\u0142\u00f3d\u017a", "\u0141ODZ"})
        EXPECT_THAT(found(search), ElementsAre("T2")) << search;
    for (const char* search : {"ol", "\u00f8l", "\u00d8L"})
        EXPECT_THAT(found(search), testing::Contains("T3")) << search;
    for (const char* search : {"aebleskive", "\u00e6bleskive", "\u00c6BLE"})
        EXPECT_THAT(found(search), ElementsAre("T4")) << search;
}

TEST_P(TheSearch, FindsAnyPartOfWritingWithoutSpaces) {
    add("\u65e5\u672c\u8a9e\u30b3\u30fc\u30d2\u30fc\u8c46", "J1", {}, {}, "1.00", 1);
    add("\u30b3\u30fc\u30c8", "J2", {}, {}, "1.00", 1);
    add("iPhone\u30b1\u30fc\u30b9", "J3", {}, {}, "1.00", 1);
    add("\u0e01\u0e32\u0e41\u0e1f\u0e40\u0e22\u0e47\u0e19", "H1", {}, {}, "1.00", 1);
    for (const char* search : {"\u30b3\u30fc\u30d2\u30fc", "\uff7a\uff70\uff8b\uff70", "\u8a9e\u30b3\u30fc",
                               "\u672c\u8a9e", "\u8c46", "\u65e5\u672c \u8c46"}) {
        EXPECT_THAT(found(search), ElementsAre("J1")) << search;
    }
    EXPECT_THAT(found("\u30b3\u30fc"), ElementsAre("J1", "J2"));
    EXPECT_THAT(found("\u30d2\u30fc\u30b3"), IsEmpty());
    EXPECT_THAT(found("iphone\u30b1\u30fc\u30b9"), ElementsAre("J3"));
    EXPECT_THAT(found("\u30b1\u30fc\u30b9 iph"), ElementsAre("J3"));
    EXPECT_THAT(found("\u0e41\u0e1f\u0e40\u0e22"), ElementsAre("H1"));
}

TEST_P(TheSearch, BoundsTheWordsOfAProduct) {
    std::string many;
    for (int i = 0; i < 3000; ++i) many += std::to_string(10'000 + i) + " ";
    add("Bounded", "W1", {}, many, "1.00", 1);
    EXPECT_EQ(count("product_words", "product_id = (SELECT id FROM products WHERE sku = 'W1')"), 2000);
    EXPECT_THAT(found("bounded 10000"), ElementsAre("W1"));
    const Product before = list({}).items.back();
    write([&](database::Transaction& transaction) { products.remove(transaction, before); });
    EXPECT_EQ(count("product_words", "word = '10000'"), 0);
}

TEST_P(TheSearch, KnowsNoStopWordsAndNoShortestWord) {
    EXPECT_THAT(found("to be or not to be"), ElementsAre("B1"));
    EXPECT_THAT(found("a play"), ElementsAre("B1"));
    EXPECT_THAT(found("b"), ElementsAre("B1", "P1"));
}

TEST_P(TheSearch, TakesSignsForBlanks) {
    EXPECT_THAT(found("white, metal!"), ElementsAre("L1", "L2"));
    EXPECT_THAT(found("lant%"), ElementsAre("L1", "L4", "O1"));
    EXPECT_THAT(found("' OR 1=1 --"), IsEmpty());
}

TEST_P(TheSearch, IsNoneWithoutAWord) {
    for (const char* nothing : {"", "  ", "%", "\U0010FFFF"}) {
        EXPECT_THAT(found(nothing), ElementsAre("L1", "L2", "C1", "P1", "L3", "O1", "L4", "B1")) << nothing;
    }
    EXPECT_THAT(sorted(ProductSort::price, "-"), ElementsAre("O1", "L1", "C1", "L2", "P1", "B1", "L4", "L3"));
}

TEST_P(TheSearch, SeesTheBeginningOfAVeryLongWord) {
    add(std::string(60, 'q'), "Q1", {}, {}, "1.00", 1);
    EXPECT_THAT(found("qqqq"), ElementsAre("Q1"));
    EXPECT_THAT(found(std::string(60, 'q')), ElementsAre("Q1"));
}

TEST_P(TheSearch, TakesEightDifferentWordsAndIgnoresTheRest) {
    std::string many;
    for (int i = 0; i < 100; ++i) many += std::to_string(i) + " ";
    EXPECT_THAT(found(many), IsEmpty());
    EXPECT_THAT(found("lighting white metal lantern hangs in the garden nothing else"), ElementsAre("L1"));
    EXPECT_THAT(found("lighting white metal lantern hangs in the nothing else"), IsEmpty()) << "the eighth counts";
    EXPECT_THAT(found("lighting white metal metal metal lantern hangs in the garden"), ElementsAre("L1"));
}

TEST_P(TheSearch, SortsAsAsked) {
    EXPECT_THAT(sorted(ProductSort::name), ElementsAre("C1", "O1", "P1", "L2", "L3", "B1", "L1", "L4"));
    EXPECT_THAT(sorted(ProductSort::name_descending), ElementsAre("L4", "L1", "B1", "L3", "L2", "P1", "O1", "C1"));
    EXPECT_THAT(sorted(ProductSort::price), ElementsAre("O1", "L1", "C1", "L2", "P1", "B1", "L4", "L3"));
    EXPECT_THAT(sorted(ProductSort::price_descending), ElementsAre("L3", "L4", "B1", "P1", "L2", "C1", "L1", "O1"));
    EXPECT_THAT(sorted(ProductSort::created_at), ElementsAre("L1", "L2", "C1", "P1", "L3", "O1", "L4", "B1"));
    EXPECT_THAT(sorted(ProductSort::created_at_descending),
                ElementsAre("B1", "L4", "O1", "L3", "P1", "C1", "L2", "L1"));
    EXPECT_THAT(sorted(ProductSort::relevance), ElementsAre("L1", "L2", "C1", "P1", "L3", "O1", "L4", "B1"));
    EXPECT_THAT(sorted(ProductSort::price, "lant"), ElementsAre("O1", "L1", "L4"));
}

TEST_P(TheSearch, Filters) {
    ProductQuery query;
    query.category = "Lighting";
    EXPECT_THAT(skus(query), ElementsAre("L1", "L2", "L3", "O1"));
    query.in_stock = true;
    EXPECT_THAT(skus(query), ElementsAre("L1", "L3"));
    query.in_stock = false;
    EXPECT_THAT(skus(query), ElementsAre("L2", "O1"));
    query.search = "metal";
    EXPECT_THAT(skus(query), ElementsAre("L2"));
    query.category = "lighting";
    EXPECT_THAT(skus(query), IsEmpty()) << "a category is exact";
}

TEST_P(TheSearch, FiltersByPriceWithBothEnds) {
    ProductQuery query;
    query.min_price = test::money("2.75");
    query.max_price = test::money("3.39");
    EXPECT_THAT(skus(query), ElementsAre("L2", "C1", "P1"));
    query.search = "metal";
    EXPECT_THAT(skus(query), ElementsAre("P1", "L2"));
    query.min_price = test::money("5");
    EXPECT_THAT(skus(query), IsEmpty());
}

TEST_P(TheSearch, GoesPageByPage) {
    ProductQuery query;
    query.sort = ProductSort::price;
    query.per_page = 3;
    query.page = 2;
    const ListPage<Product> second = list(query);
    EXPECT_THAT(skus_on(second), ElementsAre("L2", "P1", "B1"));
    EXPECT_EQ(second.total, 8);
    EXPECT_EQ(second.page, 2);
    EXPECT_EQ(second.pages(), 3);
    query.page = 1'000'000'000;
    EXPECT_THAT(skus_on(list(query)), IsEmpty());
    EXPECT_EQ(list(query).total, 8);
    query.page = 2;
    query.per_page = 2;
    query.search = "light";
    EXPECT_THAT(skus_on(list(query)), ElementsAre("L2", "L3")) << "by price still";
}

TEST_P(TheSearch, ReadsProductsWhole) {
    ProductQuery query;
    query.search = "creme";
    const Product cups = list(query).items.at(0);
    EXPECT_EQ(cups.name, "Caf\u00e9 cr\u00e8me cups");
    EXPECT_EQ(cups.price, test::money("2.75"));
    EXPECT_EQ(cups.stock, 8);
}

TILL_ON_BOTH_DATABASES(TheSearch);

}  // namespace
}  // namespace till

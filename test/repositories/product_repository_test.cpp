#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

Product full_lamp() {
    Product lamp = test::product("Lamp \u00c9toile \U0001F4A1", "19.99");
    lamp.sku = "L-1";
    lamp.description = "Bright\nand \"warm\", 100% 'safe'; \\ -- :name ?";
    lamp.category = "Light";
    lamp.image_url = "/lamp.png";
    lamp.updated_at = test::at("2026-02-01T00:00:00.123Z");
    lamp.version = 3;
    return lamp;
}

class ProductTable : public test::OnMigratedDatabase {
 public:
    std::optional<Product> find(ProductId id) {
        return read([&](SqlSession& session) { return products.find(session, id); });
    }
    void update(ProductId id, const std::function<void(Product&)>& change) {
        write([&](Transaction& transaction) {
            const Product before = products.find(transaction, id).value();
            Product after = before;
            change(after);
            products.update(transaction, before, after);
        });
    }
    void remove(ProductId id) {
        write([&](Transaction& transaction) { products.remove(transaction, products.find(transaction, id).value()); });
    }
    std::vector<std::string> words_of(ProductId id) {
        return read([&](SqlSession& session) {
            std::vector<std::string> words;
            for (auto& [word] :
                 session.rows<std::string>("SELECT word FROM product_words WHERE product_id = :id ORDER BY word", id)) {
                words.push_back(std::move(word));
            }
            return words;
        });
    }
};

TEST_P(ProductTable, GivesBackAProductAsItWasAdded) {
    const Product lamp = full_lamp();
    const ProductId id = add_product(lamp, 7);
    EXPECT_GT(id, 0);
    const auto found = find(id);
    ASSERT_TRUE(found);
    EXPECT_EQ(static_cast<const ProductDetails&>(*found), lamp);
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->stock, 7);
    EXPECT_EQ(found->version, 3);
    EXPECT_EQ(found->created_at, lamp.created_at);
    EXPECT_EQ(found->updated_at, lamp.updated_at);
}

TEST_P(ProductTable, KeepsWhatIsMissingMissing) {
    const auto found = find(add_product(test::product("Mug", "0.00")));
    EXPECT_EQ(found->sku, std::nullopt);
    EXPECT_EQ(found->description, std::nullopt);
    EXPECT_EQ(found->category, std::nullopt);
    EXPECT_EQ(found->image_url, std::nullopt);
    EXPECT_EQ(found->price, Money());
}

TEST_P(ProductTable, HoldsTheLongestTexts) {
    Product longest = test::product("", "1000000000000.00");
    const auto repeated = [](const std::string& text, std::size_t times) {
        std::string result;
        for (std::size_t i = 0; i < times; ++i) result += text;
        return result;
    };
    longest.name = repeated("\U0001F600", 200);
    longest.sku = repeated("\u00e9", 100);
    longest.category = repeated("\uFDFA", 100);
    longest.description = repeated("\U0001F600", 10'000);
    longest.image_url = "/" + std::string(1999, 'x');
    EXPECT_EQ(static_cast<const ProductDetails&>(find(add_product(longest)).value()), longest);

    Product growing = test::product(repeated("\uFDFA", 200), "1.00");  // 18 letters each, once folded
    EXPECT_EQ(find(add_product(growing))->name, growing.name);
}

TEST_P(ProductTable, NumbersProductsInTheOrderInWhichTheyCome) {
    std::vector<Product> many;
    for (int i = 0; i < 250; ++i) many.push_back(test::product("Thing " + std::to_string(i)));
    const std::vector<ProductId> ids = add_products(many);
    ASSERT_EQ(ids.size(), many.size());
    EXPECT_EQ(find(ids[0])->name, "Thing 0");
    EXPECT_EQ(find(ids[99])->name, "Thing 99");
    EXPECT_EQ(find(ids[249])->name, "Thing 249");
}

TEST_P(ProductTable, FindsThoseOfManyThatExist) {
    const ProductId lamp = add_product(test::product("Lamp", "2.50"), 4);
    const ProductId mug = add_product(full_lamp());
    const std::vector<ProductId> ids{mug, lamp, 404};
    const auto found = read([&](SqlSession& session) { return products.find_all(session, ids); });
    EXPECT_THAT(found, UnorderedElementsAre(testing::Field(&Product::id, lamp), testing::Field(&Product::id, mug)));
    const auto offers = read([&](SqlSession& session) { return products.offers(session, ids); });
    ASSERT_EQ(offers.size(), 2U);
    const Offer& offer = offers[0].id == lamp ? offers[0] : offers[1];
    EXPECT_EQ(offer.name, "Lamp");
    EXPECT_EQ(offer.price, test::money("2.50"));
    EXPECT_THAT(read([&](SqlSession& session) { return products.find_all(session, {}); }), IsEmpty());
    EXPECT_FALSE(find(404));
}

TEST_P(ProductTable, FindsASkuExactly) {
    const ProductId id = add_product(full_lamp());
    const auto by_sku = [this](std::string_view sku) {
        const auto found = read([&](SqlSession& session) { return products.find_by_sku(session, sku); });
        return found ? found->id : 0;
    };
    EXPECT_EQ(by_sku("L-1"), id);
    EXPECT_EQ(by_sku("l-1"), 0);
    EXPECT_EQ(by_sku("L-1\u0301"), 0);
    EXPECT_EQ(by_sku("L-10"), 0);
    EXPECT_EQ(by_sku(""), 0);
}

TEST_P(ProductTable, HasEverySkuOnce) {
    add_product(full_lamp());
    EXPECT_THROW(add_product(full_lamp()), database::UniqueViolation);
    EXPECT_EQ(count("products"), 1);
    add_product(test::product("Mug"));
    EXPECT_NO_THROW(add_product(test::product("Cup"))) << "many may have none";
}

TEST_P(ProductTable, ChangesEverythingButTheStock) {
    const ProductId id = add_product(full_lamp(), 7);
    update(id, [](Product& product) {
        product = test::product("Mug", "3.00", product.id);
        product.version = 4;
        product.stock = 99;
        product.updated_at = test::at("2026-03-01T00:00:00Z");
    });
    const auto mug = find(id);
    EXPECT_EQ(mug->name, "Mug");
    EXPECT_EQ(mug->sku, std::nullopt);
    EXPECT_EQ(mug->description, std::nullopt);
    EXPECT_EQ(mug->price, test::money("3.00"));
    EXPECT_EQ(mug->version, 4);
    EXPECT_EQ(mug->updated_at, test::at("2026-03-01T00:00:00Z"));
    EXPECT_EQ(mug->stock, 7);
}

TEST_P(ProductTable, KeepsTheWordsInStepWithTheProduct) {
    Product lamp = test::product("Red lamp, red");
    lamp.sku = "L-1";
    lamp.category = "Light";
    lamp.description = "Shines red";
    const ProductId id = add_product(lamp);
    EXPECT_THAT(words_of(id), ElementsAre("1", "l", "lamp", "light", "red", "shines"));
    const ProductId other = add_product(test::product("Red mug"));

    update(id, [](Product& product) {
        product.name = "Blue lamp";
        product.description.reset();
    });
    EXPECT_THAT(words_of(id), ElementsAre("1", "blue", "l", "lamp", "light"));
    EXPECT_THAT(words_of(other), ElementsAre("mug", "red"));

    remove(id);
    EXPECT_THAT(words_of(id), IsEmpty());
    EXPECT_THAT(words_of(other), ElementsAre("mug", "red"));
}

TEST_P(ProductTable, ForgetsARemovedProductEverywhereButInTheLedger) {
    const ProductId id = add_product(full_lamp(), 7);
    const ProductId other = add_product(test::product("Mug"), 2);
    const CustomerId customer = add_customer("ada@example.com");
    write([&](Transaction& transaction) {
        put_into_cart(transaction, customer, id, 1);
        put_into_cart(transaction, customer, other, 1);
    });
    remove(id);
    EXPECT_FALSE(find(id));
    EXPECT_EQ(count("stock"), 1);
    EXPECT_EQ(count("cart_items"), 1);
    EXPECT_EQ(count("stock_movements", "product_id = " + std::to_string(id)), 1);
    EXPECT_TRUE(find(other));
}

TEST_P(ProductTable, ListsCategoriesByNameWithTheirCounts) {
    for (const char* category : {"Light", "Apparel", "Light", "light"}) {
        Product product = test::product("Thing");
        product.category = category;
        add_product(product);
    }
    add_product(test::product("Without"));
    const auto categories = read([&](SqlSession& session) { return products.categories(session); });
    ASSERT_EQ(categories.size(), 3U);
    EXPECT_EQ(categories[0].name, "Apparel");
    EXPECT_EQ(categories[1].name, "Light");
    EXPECT_EQ(categories[1].product_count, 2);
    EXPECT_EQ(categories[2].name, "light");
}

TEST_P(ProductTable, KeepsNothingOfAWriteThatWasRefused) {
    EXPECT_THROW(write([&](Transaction& transaction) {
                     const Product lamp = full_lamp();
                     products.add(transaction, {&lamp, 1});
                     throw std::runtime_error("no");
                 }),
                 std::runtime_error);
    EXPECT_EQ(count("products"), 0);
    EXPECT_EQ(count("product_words"), 0);
}

TILL_ON_BOTH_DATABASES(ProductTable);

}  // namespace
}  // namespace till

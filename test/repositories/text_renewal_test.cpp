#include "shop/settings/text_renewal.h"

#include <gmock/gmock.h>

#include "platform/text/folding.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::ElementsAre;
using testing::IsEmpty;

/// What a program of version 1 stored is made by writing its keys over those of today.
class TextsOfAnOlderProgram : public test::OnMigratedDatabase {
 public:
    ProductId add(const std::string& name, const std::string& sku, const std::string& category = "Tools") {
        Product product = test::product(name, "1.00");
        product.sku = sku;
        product.category = category;
        return add_product(product, 1);
    }
    void execute(const std::string& sql, const std::string& text, std::int64_t id) {
        write([&](Transaction& transaction) { transaction.execute(sql, text, id); });
    }
    /// A product has this one word instead of those that it should have.
    void index_by(ProductId id, const std::string& word) {
        write([&](Transaction& transaction) {
            transaction.execute("DELETE FROM product_words WHERE product_id = :id", id);
            transaction.execute("INSERT INTO product_words (product_id, word, weight) VALUES (:id, :word, 8)", id,
                                word);
            transaction.execute("DELETE FROM product_word_counts");
            transaction.execute(
                "INSERT INTO product_word_counts SELECT word, weight, COUNT(*) FROM product_words GROUP BY word, "
                "weight");
        });
    }
    CustomerId add_customer_with_key(const std::string& email, const std::string& key) {
        const CustomerId id = add_customer(std::to_string(count("customers")) + "@example.com");
        execute("UPDATE customers SET email = :email WHERE id = :id", email, id);
        execute("UPDATE customers SET email_key = :key WHERE id = :id", key, id);
        return id;
    }
    AccountId add_account_with_key(const std::string& username, const std::string& key) {
        const Account account = test::account("user" + std::to_string(count("accounts")), Role::admin);
        const AccountId id = write([&](Transaction& transaction) { return accounts.add(transaction, account); });
        execute("UPDATE accounts SET username = :username WHERE id = :id", username, id);
        execute("UPDATE accounts SET username_key = :key WHERE id = :id", key, id);
        return id;
    }

    std::vector<ProductId> found(const ProductQuery& query) {
        std::vector<ProductId> ids;
        const auto page = read([&](SqlSession& session) { return products.list(session, query); });
        for (const Product& product : page.items) ids.push_back(product.id);
        return ids;
    }
    std::vector<ProductId> found(const std::string& search) {
        ProductQuery query;
        query.search = search;
        return found(query);
    }
    std::optional<AccountId> account_of(const std::string& username) {
        const auto account = read([&](SqlSession& session) { return accounts.find_by_username(session, username); });
        return account ? std::optional(account->id) : std::nullopt;
    }
    std::optional<CustomerId> customer_of(const std::string& email) {
        const auto customer = read([&](SqlSession& session) { return customers.find_by_email(session, email); });
        return customer ? std::optional(customer->id) : std::nullopt;
    }
    std::string setting() {
        return read([&](SqlSession& session) { return settings.find(session, "text_rules").value_or(""); });
    }
    void set(const std::string& value) {
        write([&](Transaction& transaction) { settings.set(transaction, "text_rules", value); });
    }

    TextRenewal renewal{
        *database, settings, {{"customers", customers}, {"accounts", accounts}, {"products", products}}};
};

TEST_P(TextsOfAnOlderProgram, NeedNothingInANewShop) {
    EXPECT_FALSE(renewal.is_done());
    EXPECT_EQ(renewal.run(), 0);
    EXPECT_TRUE(renewal.is_done());
    EXPECT_EQ(setting(), std::to_string(text_rules_version));
}

TEST_P(TextsOfAnOlderProgram, AreFoundByTheRulesOfToday) {
    const ProductId coffee = add("\u65e5\u672c\u8a9e\u30b3\u30fc\u30d2\u30fc\u8c46", "J1");
    const ProductId lodz = add("\u0141\u00f3d\u017a", "L1");
    index_by(coffee, "\u65e5\u672c\u8a9e\u30b3\u30fc\u30d2\u30fc\u8c46");
    index_by(lodz, "\u0142odz");
    execute("UPDATE products SET name_key = :key WHERE id = :id", "\u0142odz", lodz);
    ASSERT_THAT(found("lodz"), IsEmpty());

    EXPECT_EQ(renewal.run(), 2);
    EXPECT_THAT(found("\u30b3\u30fc\u30d2\u30fc"), ElementsAre(coffee));
    EXPECT_THAT(found("lodz"), ElementsAre(lodz));
    EXPECT_THAT(found("l1"), ElementsAre(lodz)) << "words that were missing";
    EXPECT_EQ(count("products", "name_key = 'lodz'"), 1);
    EXPECT_EQ(count("product_words", "word = '\u0142odz'"), 0);
    EXPECT_EQ(count("product_word_counts",
                    "products <> (SELECT COUNT(*) FROM product_words WHERE product_words.word = "
                    "product_word_counts.word AND product_words.weight = product_word_counts.weight)"),
              0);
    EXPECT_EQ(renewal.run(), 0) << "once";
}

TEST_P(TextsOfAnOlderProgram, AreOneCategoryHoweverTheyWereSpelled) {
    const ProductId composed = add("One", "1", "Caf\u00e9");
    const ProductId decomposed = add("Two", "2", "Other");
    execute("UPDATE products SET category = :category WHERE id = :id", "Cafe\u0301\u00a0", decomposed);
    write([&](Transaction& transaction) {
        transaction.execute("UPDATE list_counts SET part = :part WHERE part = 'Other'", "Cafe\u0301\u00a0");
    });
    renewal.run();
    ProductQuery query;
    query.category = "Caf\u00e9";
    EXPECT_THAT(found(query), ElementsAre(composed, decomposed));
    const auto categories = read([&](SqlSession& session) { return products.categories(session); });
    ASSERT_EQ(categories.size(), 1U);
    EXPECT_EQ(categories[0].product_count, 2);
}

TEST_P(TextsOfAnOlderProgram, GetANumberBehindASkuThatAnotherHas) {
    const ProductId plain = add("One", "X-1");
    const ProductId hidden = add("Two", "2");
    const ProductId alone = add("Three", "3");
    const ProductId third = add("Four", "X-1-2");
    const ProductId fourth = add("Five", "5");
    execute("UPDATE products SET sku = :sku WHERE id = :id", "\u00a0X-1", fourth);
    execute("UPDATE products SET sku = :sku WHERE id = :id", "X-1\u00a0", hidden);
    execute("UPDATE products SET sku = :sku WHERE id = :id", "X-3\u200b", alone);
    EXPECT_EQ(renewal.run(), 5);
    const auto sku_of = [&](ProductId id) {
        return read([&](SqlSession& session) { return products.find(session, id)->sku.value(); });
    };
    EXPECT_EQ(sku_of(plain), "X-1");
    EXPECT_EQ(sku_of(hidden), "X-1-3");
    EXPECT_EQ(sku_of(third), "X-1-2");
    EXPECT_EQ(sku_of(fourth), "X-1-4");
    EXPECT_EQ(sku_of(alone), "X-3");
}

TEST_P(TextsOfAnOlderProgram, LetNobodyBecomeAnother) {
    const AccountId dotless = add_account_with_key("al\u0131", "al\u0131");
    const AccountId dotted = add_account_with_key("ali", "ali");
    const AccountId alone = add_account_with_key("I\u015f\u0131k", "i\u015f\u0131k");
    const CustomerId letters = add_customer_with_key("a@b\u00fccher.de", "a@b\u00fccher.de");
    const CustomerId ascii = add_customer_with_key("a@xn--bcher-kva.de", "a@xn--bcher-kva.de");
    const CustomerId street = add_customer_with_key("a@stra\u00dfe.de", "a@strasse.de");

    EXPECT_EQ(renewal.run(), 6);
    EXPECT_EQ(account_of("al\u0131"), dotless);
    EXPECT_EQ(account_of("ALI"), dotted);
    EXPECT_EQ(account_of("I\u015eIK"), alone);
    EXPECT_EQ(account_of("\u0131\u015f\u0131k"), alone);
    EXPECT_EQ(customer_of("a@b\u00fccher.de"), letters);
    EXPECT_EQ(customer_of("A@xn--bcher-kva.de"), ascii);
    EXPECT_EQ(customer_of("a@stra\u00dfe.de"), street);
    EXPECT_EQ(customer_of("a@strasse.de"), std::nullopt);
}

TEST_P(TextsOfAnOlderProgram, MayBeChangedWhereTheyKeptTheirKey) {
    const AccountId dotless = add_account_with_key("al\u0131", "al\u0131");
    add_account_with_key("ali", "ali");
    const CustomerId letters = add_customer_with_key("a@b\u00fccher.de", "a@b\u00fccher.de");
    add_customer_with_key("a@xn--bcher-kva.de", "a@xn--bcher-kva.de");
    renewal.run();
    Account account = read([&](SqlSession& session) { return accounts.find(session, dotless).value(); });
    account.password_hash = "another";
    write([&](Transaction& transaction) { accounts.update(transaction, account); });
    EXPECT_EQ(account_of("al\u0131"), dotless);
    account.username = "veli";
    write([&](Transaction& transaction) { accounts.update(transaction, account); });
    EXPECT_EQ(account_of("VELI"), dotless);

    Customer customer = read([&](SqlSession& session) { return customers.find(session, letters).value(); });
    customer.name = "Another";
    write([&](Transaction& transaction) { customers.update(transaction, customer); });
    EXPECT_EQ(customer_of("a@b\u00fccher.de"), letters);
    customer.email = "b@b\u00fccher.de";
    write([&](Transaction& transaction) { customers.update(transaction, customer); });
    EXPECT_EQ(customer_of("b@xn--bcher-kva.de"), letters);
}

TEST_P(TextsOfAnOlderProgram, AreRenewedInSmallWritesThatGoOnWhereTheyStopped) {
    const std::vector<ProductId> ids = add_products(std::vector<Product>(1500, test::product("\u00d8l", "1.00")));
    write([](Transaction& transaction) { transaction.execute("UPDATE products SET name_key = 'old'"); });
    set(std::to_string(text_rules_version) + " products " + std::to_string(ids[9]));
    std::vector<std::int64_t> told;
    EXPECT_EQ(renewal.run([&](std::int64_t rows) { told.push_back(rows); }), 1490);
    EXPECT_THAT(told, ElementsAre(1000, 1490));
    EXPECT_EQ(count("products", "name_key = 'old'"), 10) << "what was done before";
    EXPECT_EQ(count("products", "name_key = 'ol'"), 1490);
}

TEST_P(TextsOfAnOlderProgram, AreNotThoseOfANewerOne) {
    set(std::to_string(text_rules_version + 1));
    EXPECT_THROW(renewal.run(), std::runtime_error);
}

TILL_ON_BOTH_DATABASES(TextsOfAnOlderProgram);

}  // namespace
}  // namespace till

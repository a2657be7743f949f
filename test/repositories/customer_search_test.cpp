#include <gmock/gmock.h>

#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::ElementsAre;
using testing::IsEmpty;

class CustomerSearch : public test::OnMigratedDatabase {
 public:
    CustomerId add(std::string name, std::string email, std::optional<std::string> phone = {}) {
        Customer customer = test::customer(std::move(email));
        customer.name = std::move(name);
        customer.phone = std::move(phone);
        return write([&](Transaction& transaction) { return customers.add(transaction, {&customer, 1}).front(); });
    }
    ListPage<Customer> page_of(const SearchRequest& request) {
        return read([&](SqlSession& session) { return customers.list(session, request); });
    }
    std::vector<CustomerId> found(std::optional<std::string> search) {
        SearchRequest request;
        request.search = std::move(search);
        const ListPage<Customer> page = page_of(request);
        EXPECT_EQ(page.total, static_cast<std::int64_t>(page.items.size()));
        std::vector<CustomerId> ids;
        for (const Customer& customer : page.items) ids.push_back(customer.id);
        return ids;
    }
};

TEST_P(CustomerSearch, FindsEveryoneWithoutAWord) {
    EXPECT_THAT(found({}), IsEmpty());
    const CustomerId ada = add("Ada", "ada@example.com");
    const CustomerId bob = add("Bob", "bob@example.com");
    EXPECT_THAT(found({}), ElementsAre(bob, ada)) << "the newest first";
    EXPECT_THAT(found(""), ElementsAre(bob, ada));
    EXPECT_THAT(found("  "), ElementsAre(bob, ada));
}

TEST_P(CustomerSearch, FindsPartsOfNamesInAnyCaseAndWithoutAccents) {
    const CustomerId zoe = add("Zo\u00eb M\u00fcller-L\u00fcdenscheidt", "z@example.com");
    add("Ada Lovelace", "ada@example.com");
    for (const char* search : {"zoe", "ZO\u00cb", "Mu", "muller", "M\u00dcLLER", "mu\u0308ller", "ller-l\u00fcd",
                               "denscheidt zo", "zoe zoe", " zoe\u00a0muller "}) {
        EXPECT_THAT(found(search), ElementsAre(zoe)) << search;
    }
    EXPECT_THAT(found("zoe ada"), IsEmpty()) << "all words have to be there";
    EXPECT_THAT(found("mueller"), IsEmpty());
}

TEST_P(CustomerSearch, FindsAddresses) {
    const CustomerId ada = add("Ada", "Ada.Lovelace+shop@Example.com");
    const CustomerId bob = add("Bob", "bob@example.com");
    EXPECT_THAT(found("ada.lovelace+shop@example.com"), ElementsAre(ada));
    EXPECT_THAT(found("@EXAMPLE"), ElementsAre(bob, ada));
    EXPECT_THAT(found("lovelace bob"), IsEmpty());
    EXPECT_THAT(found("Bob @example.com"), ElementsAre(bob));
}

TEST_P(CustomerSearch, FindsDigitsOfATelephoneNumber) {
    const CustomerId ada = add("Ada", "ada@example.com", "+49 (30) 123-45 67");
    add("Bob", "bob@example.com", "030 99");
    add("Cy", "cy@example.com");
    for (const char* search :
         {"1234567", "12345", "4567", "+49 30 1234567", "+49", "(30)123", "123-4567", "45 67", "\uff11\uff12\uff13"}) {
        EXPECT_THAT(found(search), ElementsAre(ada)) << search;
    }
    EXPECT_THAT(found("7654321"), IsEmpty());
    EXPECT_THAT(found("ada 1234567"), ElementsAre(ada));
    EXPECT_THAT(found("bob 1234567"), IsEmpty());
}

TEST_P(CustomerSearch, FindsNumbersInOtherDigitsAndWithOtherHyphens) {
    const CustomerId ada = add("Ada", "ada@example.com", "\u0660\u0661\u0662\u2011\u0663\u0664");
    const CustomerId bob = add("Bob", "bob@example.com", "0991\u00a02");
    for (const char* search : {"01234", "012-34", "012\u201034", "\u0660\u0661\u0662"})
        EXPECT_THAT(found(search), ElementsAre(ada)) << search;
    EXPECT_THAT(found("0991\u20112"), ElementsAre(bob));
}

TEST_P(CustomerSearch, FindsNamesByTheLettersThatAreTyped) {
    const CustomerId lukasz = add("\u0141ukasz \u00d8rsted", "l@example.com");
    const CustomerId isik = add("I\u015f\u0131k", "i@example.com");
    for (const char* search : {"lukasz", "\u0142ukasz", "orsted", "\u00f8rsted"})
        EXPECT_THAT(found(search), ElementsAre(lukasz)) << search;
    for (const char* search : {"isik", "\u0131\u015f\u0131k", "I\u015eIK"})
        EXPECT_THAT(found(search), ElementsAre(isik)) << search;
}

TEST_P(CustomerSearch, FindsDigitsAndPointsThatAreNoTelephoneNumber) {
    const CustomerId ada = add("Ada", "1.2@example.com");
    EXPECT_THAT(found("1.2"), ElementsAre(ada));
    EXPECT_THAT(found("12"), IsEmpty());
}

TEST_P(CustomerSearch, TakesEveryCharacterForItself) {
    const CustomerId odd = add("100% a_b c\\d 'e' \"f\" ;--", "odd@example.com");
    const CustomerId even = add("Even", "even@example.com");
    for (const char* search : {"%", "_", "\\", "'", "\"", "100%", "a_b", "c\\d", "'e'", ";--"}) {
        EXPECT_THAT(found(search), ElementsAre(odd)) << search;
    }
    for (const char* search : {"%%", "e%n", "ev__", "\\e", "e*n", "' OR '1'='1", "[a-z]", "(", "-"}) {
        EXPECT_THAT(found(search), testing::Not(testing::Contains(even))) << search;
    }
    EXPECT_THAT(found(std::string("\0", 1)), IsEmpty());
}

TEST_P(CustomerSearch, DoesNotFindAcrossTwoFields) {
    add("Ada", "da@example.com", "12");
    EXPECT_THAT(found("adada"), IsEmpty());
    EXPECT_THAT(found("com12"), IsEmpty());
    EXPECT_THAT(found("1212"), IsEmpty());
}

TEST_P(CustomerSearch, FollowsChanges) {
    const CustomerId id = add("Ada", "ada@example.com", "12");
    Customer changed = read([&](SqlSession& session) { return customers.find(session, id); }).value();
    changed.name = "Countess";
    changed.phone = "34";
    write([&](Transaction& transaction) { customers.update(transaction, changed); });
    EXPECT_THAT(found("countess 34"), ElementsAre(id));
    EXPECT_THAT(found("12"), IsEmpty());
    write([&](Transaction& transaction) { customers.remove(transaction, changed); });
    EXPECT_THAT(found("countess"), IsEmpty());
}

TEST_P(CustomerSearch, IsReadPageByPage) {
    std::vector<CustomerId> ids;
    for (int i = 0; i < 7; ++i) ids.push_back(add("Ada", "ada" + std::to_string(i) + "@example.com"));
    add("Bob", "bob@example.com");
    SearchRequest request;
    request.search = "ada";
    request.page = 2;
    request.per_page = 3;
    const ListPage<Customer> page = page_of(request);
    EXPECT_EQ(page.total, 7);
    EXPECT_EQ(page.page, 2);
    EXPECT_EQ(page.per_page, 3);
    ASSERT_EQ(page.items.size(), 3U);
    EXPECT_EQ(page.items[0].id, ids[3]);
    EXPECT_EQ(page.items[2].id, ids[1]);
    EXPECT_EQ(page.items[0].email, "ada3@example.com");
    request.page = 4;
    EXPECT_THAT(page_of(request).items, IsEmpty());
    EXPECT_EQ(page_of(request).total, 7);
}

TEST_P(CustomerSearch, TakesTheLongestOfAll) {
    const CustomerId ada = add(std::string(200, 'a'), "ada@example.com", std::string(50, '1'));
    std::string letters;
    for (int i = 0; i < 100; ++i) letters += std::string(1, static_cast<char>('a' + i % 26)) + " ";
    EXPECT_THAT(found(letters), IsEmpty());
    EXPECT_THAT(found(std::string(200, 'a')), ElementsAre(ada));
    add("\ufdfa\ufdfa\ufdfa", "long@example.com");
    EXPECT_EQ(found("\u0635\u0644\u0649").size(), 1U) << "a letter that folds to eighteen";
}

TEST_P(CustomerSearch, IsFilledForCustomersOfAnOlderProgram) {
    std::vector<CustomerId> ids;
    for (int i = 0; i < 5; ++i) ids.push_back(add("Z\u00f6e", "zoe" + std::to_string(i) + "@example.com"));
    write([&](Transaction& transaction) {
        transaction.execute("UPDATE customers SET search_key = NULL WHERE id > :id", ids[0]);
    });
    EXPECT_THAT(found("zoe"), ElementsAre(ids[0]));
    const auto renew = [&](CustomerId after) {
        return write([&](Transaction& transaction) { return customers.renew_texts(transaction, after, 3); });
    };
    EXPECT_EQ(renew(0).last, ids[2]);
    EXPECT_EQ(renew(ids[2]).rows, 2);
    EXPECT_EQ(renew(ids[4]).rows, 0);
    EXPECT_EQ(found("zoe").size(), 5U);
}

TILL_ON_BOTH_DATABASES(CustomerSearch);

}  // namespace
}  // namespace till

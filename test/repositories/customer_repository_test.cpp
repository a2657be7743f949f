#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "shop/kernel/topics.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class CustomerTable : public test::OnMigratedDatabase {
 public:
    std::optional<Customer> find(CustomerId id) {
        return read([&](SqlSession& session) { return customers.find(session, id); });
    }
    CustomerId by_email(std::string_view email) {
        const auto found = read([&](SqlSession& session) { return customers.find_by_email(session, email); });
        return found ? found->id : 0;
    }
};

TEST_P(CustomerTable, GivesBackACustomerAsItWasAdded) {
    Customer ada = test::customer("Ada@Example.com");
    ada.name = "Ada \U0001F469 \u00c5";
    ada.phone = "+44 1";
    ada.updated_at = test::at("2026-02-01T00:00:00.001Z");
    const CustomerId id = write([&](Transaction& transaction) {
        return customers.add(transaction, {&ada, 1}).front();
    });
    const auto found = find(id);
    ASSERT_TRUE(found);
    EXPECT_EQ(static_cast<const CustomerDetails&>(*found), ada);
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->version, 1);
    EXPECT_EQ(found->created_at, ada.created_at);
    EXPECT_EQ(found->updated_at, ada.updated_at);
    EXPECT_EQ(find(add_customer("bob@example.com"))->phone, std::nullopt);
    EXPECT_FALSE(find(404));
}

TEST_P(CustomerTable, FindsAnAddressInAnyCase) {
    const CustomerId ada = add_customer("\u00c4da@Example.com");
    EXPECT_EQ(by_email("\u00c4da@Example.com"), ada);
    EXPECT_EQ(by_email("\u00e4DA@example.COM"), ada);
    EXPECT_EQ(by_email("A\u0308da@example.com"), ada) << "another way to write the same letter";
    EXPECT_EQ(by_email("ada@example.com"), 0) << "accents count";
    EXPECT_EQ(by_email("\u00e4da@example.co"), 0);
    EXPECT_EQ(by_email(""), 0);
}

TEST_P(CustomerTable, HasEveryAddressOnce) {
    add_customer("ada@example.com");
    EXPECT_THROW(add_customer("ADA@example.com"), database::UniqueViolation);
    EXPECT_EQ(count("customers"), 1);
}

TEST_P(CustomerTable, HoldsTheLongestAddress) {
    std::string longest = "a@b.";
    while (longest.size() < 4 + 2 * 250) longest += "\u0390";  // three letters each, once folded
    const CustomerId id = add_customer(longest);
    EXPECT_EQ(find(id)->email, longest);
    EXPECT_EQ(by_email(longest), id);
}

TEST_P(CustomerTable, FindsThoseOfManyThatExist) {
    const CustomerId ada = add_customer("ada@example.com");
    const CustomerId bob = add_customer("bob@example.com");
    add_customer("cy@example.com");
    const std::vector<CustomerId> ids{bob, 404, ada};
    EXPECT_THAT(read([&](SqlSession& session) { return customers.find_all(session, ids); }),
                UnorderedElementsAre(testing::Field(&Customer::id, ada), testing::Field(&Customer::id, bob)));
    EXPECT_THAT(read([&](SqlSession& session) { return customers.find_all(session, {}); }), IsEmpty());
}

TEST_P(CustomerTable, ChangesACustomer) {
    const CustomerId id = add_customer("ada@example.com");
    const CustomerId other = add_customer("bob@example.com");
    Customer changed = find(id).value();
    changed.name = "Countess";
    changed.email = "Countess@example.com";
    changed.phone = "2";
    changed.version = 2;
    changed.updated_at = test::at("2026-03-01T00:00:00Z");
    write([&](Transaction& transaction) { customers.update(transaction, changed); });
    const auto found = find(id);
    EXPECT_EQ(static_cast<const CustomerDetails&>(*found), changed);
    EXPECT_EQ(found->version, 2);
    EXPECT_EQ(found->updated_at, changed.updated_at);
    EXPECT_EQ(by_email("countess@example.com"), id);
    EXPECT_EQ(by_email("ada@example.com"), 0);
    EXPECT_EQ(by_email("bob@example.com"), other);
}

TEST_P(CustomerTable, ReadsToChangeWhatIsThere) {
    const CustomerId ada = add_customer("ada@example.com");
    write([&](Transaction& transaction) {
        const auto found = customers.find_to_change(transaction, ada);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->email, "ada@example.com");
        EXPECT_EQ(found->version, 1);
        EXPECT_FALSE(customers.find_to_change(transaction, 404));
    });
}

TEST_P(CustomerTable, RemovesACustomerWithCartAndAccountButNotTheOrders) {
    const CustomerId ada = add_customer("ada@example.com");
    const CustomerId bob = add_customer("bob@example.com");
    const ProductId tea = add_product(test::product("Tea"), 5);
    write([&](Transaction& transaction) {
        for (const CustomerId customer : {ada, bob}) {
            Account account = test::account("account" + std::to_string(customer), Role::customer);
            account.customer_id = customer;
            accounts.add(transaction, account);
            put_into_cart(transaction, customer, tea, 1);
            Order order{.customer_id = customer, .placed_at = test::at("2026-01-01T00:00:00Z"), .currency = "USD"};
            orders.add(transaction, {&order, 1});
        }
    });
    write([&](Transaction& transaction) {
        customers.remove(transaction, customers.find_to_change(transaction, ada).value());
    });
    EXPECT_FALSE(find(ada));
    EXPECT_TRUE(find(bob));
    EXPECT_EQ(count("accounts"), 1);
    EXPECT_EQ(count("carts"), 1);
    EXPECT_EQ(count("cart_items"), 1);
    EXPECT_EQ(count("orders"), 2);
    EXPECT_EQ(count("orders", "customer_id IS NULL"), 1);
}

TEST_P(CustomerTable, SaysWhatARemovalChanges) {
    const CustomerId ada = add_customer("ada@example.com");
    const AccountId account = write([&](Transaction& transaction) {
        Account added = test::account("ada", Role::customer);
        added.customer_id = ada;
        return accounts.add(transaction, added);
    });
    write([&](Transaction& transaction) {
        customers.remove(transaction, customers.find_to_change(transaction, ada).value());
        const std::vector<database::Tag> invalidated(transaction.invalidated().begin(),
                                                     transaction.invalidated().end());
        EXPECT_THAT(invalidated,
                    testing::IsSupersetOf({tag(Topic::customer, ada), tag(Topic::customers), tag(Topic::cart, ada),
                                           tag(Topic::account, account), tag(Topic::accounts)}));
    });
}

TILL_ON_BOTH_DATABASES(CustomerTable);

}  // namespace
}  // namespace till

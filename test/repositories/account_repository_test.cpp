#include <gmock/gmock.h>

#include "database/errors.h"
#include "support/migrated_store.h"

namespace till {
namespace {

using database::Session;
using database::Transaction;

class AccountTable : public test::OnMigratedStore {
 public:
    AccountId add(const Account& account) {
        return write([&](Transaction& transaction) { return accounts.add(transaction, account); });
    }
    AccountId by_username(std::string_view username) {
        const auto found = read([&](Session& session) { return accounts.find_by_username(session, username); });
        return found ? found->id : 0;
    }
    static Account account_of(CustomerId customer, std::string username) {
        Account account = test::account(std::move(username), Role::customer);
        account.customer_id = customer;
        return account;
    }
};

TEST_P(AccountTable, GivesBackAnAccountAsItWasAdded) {
    const CustomerId ada = add_customer("ada@example.com");
    Account account = account_of(ada, "Ada");
    account.password_hash = "$argon2id$v=19$m=19456,t=2,p=1$salt$hash";
    account.updated_at = test::at("2026-02-01T00:00:00Z");
    const AccountId id = add(account);
    const auto found = read([&](Session& session) { return accounts.find(session, id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->customer_id, ada);
    EXPECT_EQ(found->username, "Ada");
    EXPECT_EQ(found->password_hash, account.password_hash);
    EXPECT_EQ(found->role, Role::customer);
    EXPECT_EQ(found->version, 1);
    EXPECT_EQ(found->created_at, account.created_at);
    EXPECT_EQ(found->updated_at, account.updated_at);
    EXPECT_FALSE(read([&](Session& session) { return accounts.find(session, 404); }));
}

TEST_P(AccountTable, FindsAUsernameInAnyCase) {
    const AccountId id = add(test::account("\u00c4da"));
    EXPECT_EQ(by_username("\u00e4DA"), id);
    EXPECT_EQ(by_username("ada"), 0);
    EXPECT_EQ(by_username(""), 0);
    EXPECT_EQ(by_username("' OR '1'='1"), 0);
    EXPECT_EQ(by_username(std::string("\0", 1)), 0);
}

TEST_P(AccountTable, HasEveryUsernameOnce) {
    add(test::account("ada"));
    EXPECT_THROW(add(test::account("ADA")), database::UniqueViolation);
}

TEST_P(AccountTable, HasOneAccountForACustomerAndManyForNone) {
    const CustomerId ada = add_customer("ada@example.com");
    const AccountId id = add(account_of(ada, "ada"));
    EXPECT_THROW(add(account_of(ada, "ada2")), database::UniqueViolation);
    EXPECT_NO_THROW(add(test::account("root")));
    EXPECT_NO_THROW(add(test::account("second root")));
    const auto by_customer = [&](CustomerId customer) {
        return read([&](Session& session) { return accounts.find_by_customer(session, customer); });
    };
    EXPECT_EQ(by_customer(ada)->id, id);
    EXPECT_FALSE(by_customer(404));
}

TEST_P(AccountTable, HasNoAccountForACustomerWhoIsNotThere) {
    EXPECT_THROW(add(account_of(404, "ghost")), database::Error);
    EXPECT_EQ(count("accounts"), 0);
}

TEST_P(AccountTable, LosesTheAccountOfACustomerWhoGoes) {
    const CustomerId ada = add_customer("ada@example.com");
    add(account_of(ada, "ada"));
    add(test::account("root"));
    write([&](Transaction& transaction) { transaction.execute("DELETE FROM customers WHERE id = :id", ada); });
    EXPECT_EQ(by_username("ada"), 0);
    EXPECT_NE(by_username("root"), 0);
}

TILL_ON_BOTH_DATABASES(AccountTable);

}  // namespace
}  // namespace till

#include "services/account_service.h"
#include "services/customer_service.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::ElementsAre;
using testing::Pair;
using testing::Return;

class TheCustomerBook : public testing::Test {
 public:
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    CustomerService customers{database, repositories.customers, clock};
};

TEST_F(TheCustomerBook, AddsACustomer) {
    std::vector<Customer> added;
    EXPECT_CALL(repositories.customers, add).WillOnce(test::copy_and_number(added, {7}));
    const Customer ada = customers.add({.name = "Ada", .email = "ada@example.com", .phone = "1"});
    EXPECT_EQ(ada.id, 7);
    EXPECT_EQ(ada.created_at, clock.time);
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].email, "ada@example.com");
    EXPECT_EQ(added[0].updated_at, clock.time);
}

TEST_F(TheCustomerBook, RefusesATakenAddress) {
    EXPECT_CALL(repositories.customers, find_by_email(_, "ada@example.com"))
        .WillOnce(Return(test::customer("Ada@example.com", 3)));
    EXPECT_CALL(repositories.customers, add).Times(0);
    EXPECT_EQ(test::code_of([&] { customers.add({.name = "Ada", .email = "ada@example.com", .phone = {}}); }),
              "email-taken");
}

TEST_F(TheCustomerBook, FindsWhoIsInIt) {
    ON_CALL(repositories.customers, find(_, 7)).WillByDefault(Return(test::customer("ada@example.com", 7)));
    EXPECT_EQ(customers.find(7).email, "ada@example.com");
    EXPECT_EQ(test::code_of([&] { static_cast<void>(customers.find(8)); }), "not-found");
}

class TheAccounts : public testing::Test {
 public:
    TheAccounts() {
        ON_CALL(repositories.customers, find(_, 7)).WillByDefault(Return(test::customer("ada@example.com", 7)));
    }

    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    PasswordHasher passwords{8 * 1024, 1};
    AccountService accounts{database, repositories.accounts, repositories.customers, passwords, clock};
};

NewAccount account_of_ada() {
    return {.customer_id = 7, .username = "ada", .password = "lovelace", .role = Role::customer};
}

TEST_F(TheAccounts, KeepAHashOfThePassword) {
    Account stored;
    EXPECT_CALL(repositories.accounts, add).WillOnce([&](test::Transaction&, const Account& account) {
        stored = account;
        return 31;
    });
    const AccountView view = accounts.add(account_of_ada());
    EXPECT_EQ(view.id, 31);
    EXPECT_EQ(view.customer->email, "ada@example.com");
    EXPECT_EQ(stored.username, "ada");
    EXPECT_EQ(stored.customer_id, 7);
    EXPECT_EQ(stored.created_at, clock.time);
    EXPECT_TRUE(passwords.verify(stored.password_hash, "lovelace"));
    EXPECT_FALSE(passwords.verify(stored.password_hash, "Lovelace"));
}

TEST_F(TheAccounts, OfCustomersNeedACustomer) {
    EXPECT_CALL(repositories.accounts, add).Times(0);
    NewAccount account = account_of_ada();
    account.customer_id.reset();
    EXPECT_THAT(test::errors_of([&] { accounts.add(account); }),
                ElementsAre(Pair("customer_id", ElementsAre("is needed for a customer's account"))));
    account.customer_id = 8;
    EXPECT_THAT(test::errors_of([&] { accounts.add(account); }),
                ElementsAre(Pair("customer_id", ElementsAre("is not a customer"))));
}

TEST_F(TheAccounts, OfAdminsDoNot) {
    EXPECT_CALL(repositories.accounts, add).WillOnce(Return(1));
    const AccountView root =
        accounts.add({.customer_id = {}, .username = "root", .password = "lovelace", .role = Role::admin});
    EXPECT_FALSE(root.customer);
    EXPECT_EQ(root.role, Role::admin);
}

TEST_F(TheAccounts, AreOneForACustomerAndOneForAName) {
    EXPECT_CALL(repositories.accounts, add).Times(0);
    EXPECT_CALL(repositories.accounts, find_by_customer(_, 7))
        .WillOnce(Return(test::account("other", Role::customer, 2)))
        .WillRepeatedly(Return(std::nullopt));
    EXPECT_EQ(test::code_of([&] { accounts.add(account_of_ada()); }), "customer-has-account");
    EXPECT_CALL(repositories.accounts, find_by_username(_, "ada"))
        .WillOnce(Return(test::account("Ada", Role::customer, 2)));
    EXPECT_EQ(test::code_of([&] { accounts.add(account_of_ada()); }), "username-taken");
}

TEST_F(TheAccounts, AreShownWithTheirCustomer) {
    Account ada = test::account("ada", Role::customer, 31);
    ada.customer_id = 7;
    ON_CALL(repositories.accounts, find(_, 31)).WillByDefault(Return(ada));
    EXPECT_EQ(accounts.find(31).customer->id, 7);
    EXPECT_EQ(test::code_of([&] { static_cast<void>(accounts.find(32)); }), "not-found");
}

}  // namespace
}  // namespace till

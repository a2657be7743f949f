#include "shop/customers/customer_service.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::InSequence;
using testing::Return;

class TheCustomerBook : public testing::Test {
 public:
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    SecurityLog log;
    CustomerService customers{
        database, repositories.customers, repositories.accounts, repositories.sessions, repositories.orders, log,
        clock};
    const Actor admin{.caller = test::admin(), .origin = {}};
    const Actor clerk{.caller = {.account = 2, .role = Role("clerk")}, .origin = {}};  // a role without power over any

    TheCustomerBook() {
        Customer ada = test::customer("ada@example.com", 7);
        ada.version = 3;
        ON_CALL(repositories.customers, find_to_change(_, 7)).WillByDefault(Return(ada));
    }
    void has_account(Role role) {
        Account account = test::account("ada", std::move(role), 31);
        account.customer_id = 7;
        ON_CALL(repositories.accounts, find_by_customer(_, 7)).WillByDefault(Return(account));
    }
    Customer rename(std::string name, const ExpectedVersion& expected = {}) {
        return customers.change(admin, 7, expected, [&](CustomerDetails& details) { details.name = name; });
    }
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

TEST_F(TheCustomerBook, IsReadPageByPage) {
    SearchRequest request;
    request.page = 2;
    request.search = "ada";
    EXPECT_CALL(repositories.customers, list(_, testing::Field(&SearchRequest::search, "ada")))
        .WillOnce(Return(Page<Customer>{.items = {test::customer("ada@example.com", 7)}, .page = 2, .total = 21}));
    const Page<Customer> page = customers.list(request);
    EXPECT_EQ(page.total, 21);
    EXPECT_EQ(page.items.at(0).id, 7);
    EXPECT_EQ(database.reads, 1);
}

TEST_F(TheCustomerBook, CountsEachChange) {
    Customer stored;
    EXPECT_CALL(repositories.customers, update).WillOnce([&](test::Transaction&, const Customer& customer) {
        stored = customer;
    });
    const Customer renamed = rename("Countess");
    EXPECT_EQ(renamed.version, 4);
    EXPECT_EQ(renamed.updated_at, clock.time);
    EXPECT_EQ(stored.name, "Countess");
    EXPECT_EQ(stored.email, "ada@example.com");
    EXPECT_EQ(stored.version, 4);
    EXPECT_EQ(stored.updated_at, clock.time);
}

TEST_F(TheCustomerBook, StaysAsItIsWhereAChangeChangesNothing) {
    EXPECT_CALL(repositories.customers, update).Times(0);
    const Customer same = rename("Ada Lovelace");
    EXPECT_EQ(same.version, 3);
    EXPECT_NE(same.updated_at, clock.time);
}

TEST_F(TheCustomerBook, ChangesOnlyTheVersionThatIsExpected) {
    EXPECT_CALL(repositories.customers, update).Times(1);
    EXPECT_EQ(test::code_of([&] { rename("X", ExpectedVersion({2, 4})); }), "precondition-failed");
    EXPECT_EQ(test::code_of([&] { rename("Ada Lovelace", ExpectedVersion({2})); }), "precondition-failed")
        << "also where nothing would change";
    EXPECT_EQ(rename("X", ExpectedVersion({2, 3})).version, 4);
}

TEST_F(TheCustomerBook, GivesNobodyTheAddressOfAnother) {
    const auto move_to = [&](const char* email) {
        return customers.change(admin, 7, {}, [&](CustomerDetails& details) { details.email = email; });
    };
    ON_CALL(repositories.customers, find_by_email(_, "bob@example.com"))
        .WillByDefault(Return(test::customer("bob@example.com", 8)));
    ON_CALL(repositories.customers, find_by_email(_, "ADA@example.com"))
        .WillByDefault(Return(test::customer("ada@example.com", 7)));
    EXPECT_CALL(repositories.customers, update).Times(1);
    EXPECT_EQ(test::code_of([&] { move_to("bob@example.com"); }), "email-taken");
    EXPECT_EQ(move_to("ADA@example.com").email, "ADA@example.com") << "one's own in other letters";
}

TEST_F(TheCustomerBook, ChangesNobodyWhoIsNotInIt) {
    EXPECT_EQ(test::code_of([&] { customers.change(admin, 8, {}, [](CustomerDetails&) {}); }), "not-found");
    EXPECT_EQ(test::code_of([&] { customers.remove(admin, 8, {}); }), "not-found");
}

TEST_F(TheCustomerBook, ForgetsACustomerAfterSessionsAndOrders) {
    has_account(Role::customer);
    const InSequence order;
    EXPECT_CALL(repositories.sessions, remove_all(_, 31));
    EXPECT_CALL(repositories.orders, forget_customer(_, 7));
    EXPECT_CALL(repositories.customers, remove(_, testing::Field(&Customer::id, 7)));
    customers.remove(admin, 7, ExpectedVersion({3}));
    EXPECT_EQ(database.commits, 1);
}

TEST_F(TheCustomerBook, ForgetsACustomerWhoHasNoAccount) {
    EXPECT_CALL(repositories.sessions, remove_all).Times(0);
    EXPECT_CALL(repositories.customers, remove).Times(1);
    customers.remove(admin, 7, {});
}

TEST_F(TheCustomerBook, ForgetsOnlyTheVersionThatIsExpected) {
    EXPECT_CALL(repositories.orders, forget_customer).Times(0);
    EXPECT_CALL(repositories.customers, remove).Times(0);
    EXPECT_EQ(test::code_of([&] { customers.remove(admin, 7, ExpectedVersion({4})); }), "precondition-failed");
}

TEST_F(TheCustomerBook, LeavesCustomersWhoseAccountsMayDoMoreAlone) {
    has_account(Role::admin);
    EXPECT_CALL(repositories.accounts, lock_admins).WillRepeatedly(Return(2));
    EXPECT_CALL(repositories.customers, update).Times(0);
    EXPECT_CALL(repositories.customers, remove).Times(1);
    const auto move_mail = [](CustomerDetails& details) { details.email = "thief@example.com"; };
    EXPECT_EQ(test::code_of([&] { customers.change(clerk, 7, {}, move_mail); }), "forbidden");
    EXPECT_EQ(test::code_of([&] { customers.remove(clerk, 7, {}); }), "forbidden");
    has_account(Role::customer);
    customers.remove(clerk, 7, {});
    EXPECT_EQ(log.count(SecurityEvent::account_removed), 1U);
}

TEST_F(TheCustomerBook, KeepsTheCustomerOfTheLastAdmin) {
    has_account(Role::admin);
    EXPECT_CALL(repositories.accounts, lock_admins).WillOnce(Return(1)).WillOnce(Return(2));
    EXPECT_CALL(repositories.sessions, remove_all).Times(1);
    EXPECT_CALL(repositories.customers, remove).Times(1);
    EXPECT_EQ(test::code_of([&] { customers.remove(admin, 7, {}); }), "last-admin");
    customers.remove(admin, 7, {});
}

}  // namespace
}  // namespace till

#include "shop/customers/customer_service.h"

#include "shop/kernel/problems.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::InSequence;
using testing::Return;

class MockCustomerObserver : public CustomerObserver {
 public:
    MOCK_METHOD(void, before_change, (test::Transaction&, const Actor&, CustomerId), (override));
    MOCK_METHOD(AfterCommit, before_removal, (test::Transaction&, const Actor&, CustomerId), (override));
};

class TheCustomerBook : public testing::Test {
 public:
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    testing::NiceMock<MockCustomerObserver> first;
    testing::NiceMock<MockCustomerObserver> second;
    CustomerService customers{database, repositories.customers, clock};
    const Actor admin{.caller = test::admin(), .origin = {}};

    TheCustomerBook() {
        Customer ada = test::customer("ada@example.com", 7);
        ada.version = 3;
        ON_CALL(repositories.customers, find_to_change(_, 7)).WillByDefault(Return(ada));
        customers.add_observer(first);
        customers.add_observer(second);
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
        .WillOnce(Return(ListPage<Customer>{.items = {test::customer("ada@example.com", 7)}, .page = 2, .total = 21}));
    const ListPage<Customer> page = customers.list(request);
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

TEST_F(TheCustomerBook, AsksItsObserversBeforeAChange) {
    const InSequence order;
    EXPECT_CALL(first, before_change(_, testing::Field(&Actor::caller, test::admin()), 7));
    EXPECT_CALL(second, before_change(_, _, 7));
    EXPECT_CALL(repositories.customers, update).Times(1);
    rename("Countess");
}

TEST_F(TheCustomerBook, ChangesNothingThatAnObserverRefuses) {
    EXPECT_CALL(second, before_change).WillOnce(testing::Throw(Refusal(problems::forbidden, "No.")));
    EXPECT_CALL(repositories.customers, update).Times(0);
    EXPECT_EQ(test::code_of([&] { rename("Countess"); }), "forbidden");
    EXPECT_EQ(database.commits, 0);
}

TEST_F(TheCustomerBook, AsksNobodyWhereAChangeChangesNothing) {
    EXPECT_CALL(first, before_change).Times(0);
    rename("Ada Lovelace");
}

TEST_F(TheCustomerBook, ForgetsACustomerAfterItsObservers) {
    const InSequence order;
    testing::MockFunction<void()> told;
    EXPECT_CALL(first, before_removal(_, testing::Field(&Actor::caller, test::admin()), 7)).WillOnce(Return([&] {
        EXPECT_EQ(database.commits, 1);
        told.Call();
    }));
    EXPECT_CALL(second, before_removal(_, _, 7)).WillOnce(Return(CustomerObserver::AfterCommit()));
    EXPECT_CALL(repositories.customers, remove(_, testing::Field(&Customer::id, 7)));
    EXPECT_CALL(told, Call());
    customers.remove(admin, 7, ExpectedVersion({3}));
    EXPECT_EQ(database.commits, 1);
    EXPECT_EQ(database.erasures, 1) << "nothing of the customer may stay in the files";
}

TEST_F(TheCustomerBook, ForgetsNobodyWhomAnObserverKeeps) {
    testing::MockFunction<void()> told;
    EXPECT_CALL(told, Call()).Times(0);
    EXPECT_CALL(first, before_removal).WillOnce(Return(told.AsStdFunction()));
    EXPECT_CALL(second, before_removal).WillOnce(testing::Throw(Refusal(problems::last_admin, "No.")));
    EXPECT_CALL(repositories.customers, remove).Times(0);
    EXPECT_EQ(test::code_of([&] { customers.remove(admin, 7, {}); }), "last-admin");
    EXPECT_EQ(database.commits, 0);
}

TEST_F(TheCustomerBook, ForgetsOnlyTheVersionThatIsExpected) {
    EXPECT_CALL(first, before_removal).Times(0);
    EXPECT_CALL(repositories.customers, remove).Times(0);
    EXPECT_EQ(test::code_of([&] { customers.remove(admin, 7, ExpectedVersion({4})); }), "precondition-failed");
}

}  // namespace
}  // namespace till

#include "shop/accounts/customer_accounts.h"

#include "shop/customers/customer_service.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"
#include "support/shop_settings.h"

namespace till {
namespace {

using testing::_;
using testing::InSequence;
using testing::Return;

class TheAccountsOfCustomers : public testing::Test {
 public:
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    SecurityLog log;
    CustomerAccounts accounts{repositories.accounts, repositories.sessions, log, test::shop_settings().roles};
    CustomerService customers{database, repositories.customers, clock};
    const Actor admin{.caller = test::admin(), .origin = {}};
    const Actor clerk{.caller = {.account = 2, .role = Role("clerk")}, .origin = {}};  // a role without power over any

    TheAccountsOfCustomers() {
        Customer ada = test::customer("ada@example.com", 7);
        ada.version = 3;
        ON_CALL(repositories.customers, find_to_change(_, 7)).WillByDefault(Return(ada));
        customers.add_observer(accounts);
    }
    void has_account(Role role) {
        Account account = test::account("ada", std::move(role), 31);
        account.customer_id = 7;
        ON_CALL(repositories.accounts, find_by_customer(_, 7)).WillByDefault(Return(account));
    }
};

TEST_F(TheAccountsOfCustomers, EndTheirSessionsBeforeTheCustomerIsForgotten) {
    has_account(Role::customer);
    const InSequence order;
    EXPECT_CALL(repositories.sessions, remove_all(_, 31));
    EXPECT_CALL(repositories.customers, remove(_, testing::Field(&Customer::id, 7)));
    customers.remove(admin, 7, ExpectedVersion({3}));
    EXPECT_EQ(database.commits, 1);
}

TEST_F(TheAccountsOfCustomers, NeedNotExist) {
    EXPECT_CALL(repositories.sessions, remove_all).Times(0);
    EXPECT_CALL(repositories.customers, remove).Times(1);
    customers.remove(admin, 7, {});
}

TEST_F(TheAccountsOfCustomers, ProtectCustomersWhoseAccountsMayDoMore) {
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

TEST_F(TheAccountsOfCustomers, KeepTheCustomerOfTheLastAdmin) {
    has_account(Role::admin);
    EXPECT_CALL(repositories.accounts, lock_admins).WillOnce(Return(1)).WillOnce(Return(2));
    EXPECT_CALL(repositories.sessions, remove_all).Times(1);
    EXPECT_CALL(repositories.customers, remove).Times(1);
    EXPECT_EQ(test::code_of([&] { customers.remove(admin, 7, {}); }), "last-admin");
    customers.remove(admin, 7, {});
}

}  // namespace
}  // namespace till

#include "shop/accounts/account_service.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::ElementsAre;
using testing::InSequence;
using testing::Pair;
using testing::Return;

class TheAccounts : public testing::Test {
 public:
    TheAccounts() {
        ON_CALL(repositories.customers, find(_, 7)).WillByDefault(Return(test::customer("ada@example.com", 7)));
        Account ada = test::account("ada", Role::customer, 31);
        ada.customer_id = 7;
        ada.version = 3;
        ON_CALL(repositories.accounts, find_to_change(_, 31)).WillByDefault(Return(ada));
        ON_CALL(repositories.accounts, find_to_change(_, 1))
            .WillByDefault(Return(test::account("root", Role::admin, 1)));
        ON_CALL(repositories.accounts, lock_admins).WillByDefault(Return(2));
        ON_CALL(repositories.accounts, update).WillByDefault([this](test::Transaction&, const Account& account) {
            updates.push_back(account);
        });
    }

    AccountView rename(AccountId id, std::string username, const ExpectedVersion& expected = {}) {
        return accounts.change(admin, id, expected, [&](AccountDetails& details) { details.username = username; });
    }
    AccountView move(AccountId id, const Role& role) {
        return accounts.change(admin, id, {}, [&](AccountDetails& details) { details.role = role; });
    }

    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    PasswordHasher passwords{8 * 1024, 1};
    SecurityLog log;
    Roles roles;
    AccountService accounts{
        database, repositories.accounts, repositories.customers, repositories.sessions, passwords, log, clock, roles};
    const Actor admin{.caller = test::admin(), .origin = {}};
    std::vector<Account> updates;
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
    const AccountView view = accounts.add(admin, account_of_ada());
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
    EXPECT_THAT(test::errors_of([&] { accounts.add(admin, account); }),
                ElementsAre(Pair("customer_id", ElementsAre("is required for a customer's account"))));
    account.customer_id = 8;
    EXPECT_THAT(test::errors_of([&] { accounts.add(admin, account); }),
                ElementsAre(Pair("customer_id", ElementsAre("is not a customer"))));
}

TEST_F(TheAccounts, OfAdminsDoNot) {
    EXPECT_CALL(repositories.accounts, add).WillOnce(Return(1));
    const AccountView root =
        accounts.add(admin, {.customer_id = {}, .username = "root", .password = "lovelace", .role = Role::admin});
    EXPECT_FALSE(root.customer);
    EXPECT_EQ(root.role, Role::admin);
}

TEST_F(TheAccounts, AreOneForACustomerAndOneForAName) {
    EXPECT_CALL(repositories.accounts, add).Times(0);
    EXPECT_CALL(repositories.accounts, find_by_customer(_, 7))
        .WillOnce(Return(test::account("other", Role::customer, 2)))
        .WillRepeatedly(Return(std::nullopt));
    EXPECT_EQ(test::code_of([&] { accounts.add(admin, account_of_ada()); }), "customer-has-account");
    EXPECT_CALL(repositories.accounts, find_by_username(_, "ada"))
        .WillOnce(Return(test::account("Ada", Role::customer, 2)));
    EXPECT_EQ(test::code_of([&] { accounts.add(admin, account_of_ada()); }), "username-taken");
}

TEST_F(TheAccounts, AreShownWithTheirCustomer) {
    Account ada = test::account("ada", Role::customer, 31);
    ada.customer_id = 7;
    ON_CALL(repositories.accounts, find(_, 31)).WillByDefault(Return(ada));
    EXPECT_EQ(accounts.find(31).customer->id, 7);
    EXPECT_EQ(test::code_of([&] { static_cast<void>(accounts.find(32)); }), "not-found");
}

TEST_F(TheAccounts, AreListedWithTheirCustomers) {
    Account ada = test::account("ada", Role::customer, 31);
    ada.customer_id = 7;
    Account bob = test::account("bob", Role::customer, 32);
    bob.customer_id = 8;
    EXPECT_CALL(repositories.accounts, list)
        .WillOnce(Return(ListPage<Account>{
            .items = {bob, ada, test::account("root", Role::admin, 1)}, .page = 2, .per_page = 3, .total = 6}));
    EXPECT_CALL(repositories.customers, find_all(_, test::Holds(ElementsAre(8, 7))))
        .WillOnce(
            Return(std::vector<Customer>{test::customer("ada@example.com", 7), test::customer("bob@example.com", 8)}));
    const ListPage<AccountView> page = accounts.list({});
    ASSERT_EQ(page.items.size(), 3U);
    EXPECT_EQ(page.items[0].customer->email, "bob@example.com");
    EXPECT_EQ(page.items[1].customer->email, "ada@example.com");
    EXPECT_FALSE(page.items[2].customer);
    EXPECT_EQ(page.page, 2);
    EXPECT_EQ(page.per_page, 3);
    EXPECT_EQ(page.total, 6);
}

TEST_F(TheAccounts, CountEachChange) {
    EXPECT_CALL(repositories.sessions, remove_all).Times(0);
    const AccountView renamed = rename(31, "countess");
    EXPECT_EQ(renamed.username, "countess");
    EXPECT_EQ(renamed.version, 4);
    EXPECT_EQ(renamed.customer->id, 7);
    ASSERT_EQ(updates.size(), 1U);
    EXPECT_EQ(updates[0].username, "countess");
    EXPECT_EQ(updates[0].password_hash, "no hash");
    EXPECT_EQ(updates[0].role, Role::customer);
    EXPECT_EQ(updates[0].version, 4);
    EXPECT_EQ(updates[0].updated_at, clock.time);
}

TEST_F(TheAccounts, StayAsTheyAreWhereAChangeChangesNothing) {
    EXPECT_EQ(rename(31, "ada").version, 3);
    EXPECT_TRUE(updates.empty());
}

TEST_F(TheAccounts, ChangeOnlyFromTheVersionThatIsExpected) {
    EXPECT_CALL(repositories.accounts, remove).Times(0);
    EXPECT_EQ(test::code_of([&] { rename(31, "countess", ExpectedVersion({2})); }), "precondition-failed");
    EXPECT_EQ(test::code_of([&] { accounts.remove(admin, 31, ExpectedVersion({2})); }), "precondition-failed");
    EXPECT_EQ(test::code_of([&] { rename(32, "countess"); }), "not-found");
    EXPECT_EQ(test::code_of([&] { accounts.remove(admin, 32, {}); }), "not-found");
    EXPECT_TRUE(updates.empty());
    EXPECT_EQ(rename(31, "countess", ExpectedVersion({3})).version, 4);
}

TEST_F(TheAccounts, EndTheirSessionsWithTheirPassword) {
    EXPECT_CALL(repositories.sessions, remove_all(_, 31)).Times(2);
    const auto set_password = [&] {
        return accounts.change(admin, 31, {}, [](AccountDetails& details) { details.password = "analytical"; });
    };
    EXPECT_EQ(set_password().version, 4);
    set_password();
    ASSERT_EQ(updates.size(), 2U);
    EXPECT_TRUE(passwords.verify(updates[0].password_hash, "analytical"));
    EXPECT_NE(updates[0].password_hash, updates[1].password_hash) << "each hash has its own salt";
    EXPECT_EQ(updates[0].username, "ada");
}

TEST_F(TheAccounts, HashAPasswordOutsideOfTheTransaction) {
    bool asked_outside = false;
    accounts.change(admin, 31, {}, [&](AccountDetails& details) {
        asked_outside = asked_outside || database.writes == 0;
        details.password = "analytical";
    });
    EXPECT_TRUE(asked_outside);
    EXPECT_EQ(database.writes, 1);
}

TEST_F(TheAccounts, KeepNamesOfTheirOwnWhenTheyChange) {
    ON_CALL(repositories.accounts, find_by_username(_, "root"))
        .WillByDefault(Return(test::account("root", Role::admin, 1)));
    ON_CALL(repositories.accounts, find_by_username(_, "ADA"))
        .WillByDefault(Return(test::account("ada", Role::customer, 31)));
    EXPECT_EQ(test::code_of([&] { rename(31, "root"); }), "username-taken");
    EXPECT_EQ(rename(31, "ADA").username, "ADA") << "one's own in other letters";
}

TEST_F(TheAccounts, AreNoCustomersWithoutACustomer) {
    EXPECT_THAT(test::errors_of([&] { move(1, Role::customer); }),
                ElementsAre(Pair("role", ElementsAre("requires an account with a customer"))));
    EXPECT_EQ(move(31, Role::admin).role, Role::admin);
    EXPECT_EQ(move(1, Role("staff")).role, Role("staff"));
}

TEST_F(TheAccounts, KeepTheirLastAdmin) {
    EXPECT_CALL(repositories.accounts, lock_admins).WillRepeatedly(Return(1));
    EXPECT_CALL(repositories.accounts, remove).Times(0);
    EXPECT_CALL(repositories.sessions, remove_all).Times(0);
    EXPECT_EQ(test::code_of([&] { move(1, Role("staff")); }), "last-admin");
    EXPECT_EQ(test::code_of([&] { accounts.remove(admin, 1, {}); }), "last-admin");
    EXPECT_TRUE(updates.empty());
    EXPECT_EQ(rename(1, "boss").role, Role::admin) << "may have another name";
    EXPECT_EQ(move(31, Role("staff")).role, Role("staff")) << "others may have another role";
}

TEST_F(TheAccounts, GoAfterTheirSessions) {
    const InSequence order;
    EXPECT_CALL(repositories.sessions, remove_all(_, 1));
    EXPECT_CALL(repositories.accounts, remove(_, testing::Field(&Account::id, 1)));
    accounts.remove(admin, 1, {});
    EXPECT_EQ(database.erasures, 1) << "nothing of the account may stay in the files";
}

/// Roles of a shop: who looks after customers' accounts, and who sends out orders.
class PowerOverAccounts : public TheAccounts {
 public:
    static constexpr const char* hotline = "hotline";
    static constexpr const char* packer = "packer";

    PowerOverAccounts() {
        roles.define(hotline, set_of({Permission::accounts_read, Permission::accounts_write,
                                      Permission::customers_write, Permission::profile_read}));
        roles.define(packer,
                     set_of({Permission::orders_read_all, Permission::profile_read, Permission::profile_write}));
        for (const auto& [id, role] : {std::pair{41, hotline}, {42, packer}}) {
            ON_CALL(repositories.accounts, find_to_change(_, id))
                .WillByDefault(Return(test::account(role, Role(role), id)));
        }
    }

    static Permissions set_of(std::initializer_list<Permission> permissions) {
        Permissions set;
        for (const Permission permission : permissions) set.set(static_cast<std::size_t>(permission));
        return set;
    }
    std::string_view code_of_changing(AccountId id, const std::function<void(AccountDetails&)>& change) {
        return test::code_of([&] { accounts.change(clerk, id, {}, change); });
    }

    const Actor clerk{.caller = {.account = 41, .role = Role(hotline)}, .origin = {}};
};

TEST_F(PowerOverAccounts, IsGivenByNobodyWhoHasItNot) {
    EXPECT_CALL(repositories.accounts, add).Times(1);
    for (const Role& role : {Role::admin, Role(packer)}) {
        const NewAccount account{.customer_id = {}, .username = "mine", .password = "lovelace", .role = role};
        EXPECT_EQ(test::code_of([&] { accounts.add(clerk, account); }), "forbidden") << role.name();
        EXPECT_EQ(code_of_changing(41, [&](AccountDetails& details) { details.role = role; }), "forbidden");
        EXPECT_EQ(code_of_changing(31, [&](AccountDetails& details) { details.role = role; }), "forbidden");
    }
    accounts.add(clerk, {.customer_id = {}, .username = "mine", .password = "lovelace", .role = Role(hotline)});
    EXPECT_TRUE(updates.empty());
}

TEST_F(PowerOverAccounts, IsNeededForEachChangeOfThem) {
    EXPECT_CALL(repositories.accounts, remove).Times(1);
    for (const AccountId id : {1, 42}) {
        EXPECT_EQ(code_of_changing(id, [](AccountDetails& details) { details.password = "analytical"; }), "forbidden");
        EXPECT_EQ(code_of_changing(id, [](AccountDetails& details) { details.username = "x"; }), "forbidden");
        EXPECT_EQ(code_of_changing(id, [](AccountDetails& details) { details.role = Role(hotline); }), "forbidden");
        EXPECT_EQ(test::code_of([&] { accounts.remove(clerk, id, {}); }), "forbidden");
    }
    EXPECT_TRUE(updates.empty());
    accounts.change(clerk, 31, {}, [](AccountDetails& details) { details.password = "analytical"; });
    accounts.change(clerk, 41, {}, [](AccountDetails& details) { details.username = "x"; });
    EXPECT_EQ(updates.size(), 2U) << "customers' accounts, and those of one's like";
    accounts.remove(clerk, 31, {});
}

TEST_F(TheAccounts, AreToldOfInTheSecurityLog) {
    accounts.add(admin, account_of_ada());
    move(31, Role::admin);
    rename(31, "countess");
    accounts.change(admin, 31, {}, [](AccountDetails& details) { details.password = "analytical"; });
    accounts.remove(admin, 31, {});
    EXPECT_EQ(test::code_of([&] { accounts.remove(admin, 32, {}); }), "not-found");
    EXPECT_EQ(log.count(SecurityEvent::account_created), 1U);
    EXPECT_EQ(log.count(SecurityEvent::role_changed), 1U);
    EXPECT_EQ(log.count(SecurityEvent::password_reset), 1U);
    EXPECT_EQ(log.count(SecurityEvent::account_removed), 1U);
}

Registration registration_of_bob() {
    Registration registration;
    registration.name = "Bob";
    registration.email = "bob@example.com";
    registration.username = "bob";
    registration.password = "analytical";
    return registration;
}

TEST_F(TheAccounts, AreMadeWithTheirCustomerWhereSomeoneRegisters) {
    std::vector<Customer> added;
    EXPECT_CALL(repositories.customers, add).WillOnce(test::copy_and_number(added, {8}));
    ON_CALL(repositories.customers, find(_, 8)).WillByDefault(Return(test::customer("bob@example.com", 8)));
    Account stored;
    EXPECT_CALL(repositories.accounts, add).WillOnce([&](test::Transaction&, const Account& account) {
        stored = account;
        return 32;
    });
    const AccountView view = accounts.add(admin.origin, registration_of_bob());
    EXPECT_EQ(database.writes, 1) << "both or neither";
    EXPECT_EQ(view.id, 32);
    EXPECT_EQ(view.customer->id, 8);
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].email, "bob@example.com");
    EXPECT_EQ(added[0].created_at, clock.time);
    EXPECT_EQ(stored.customer_id, 8);
    EXPECT_EQ(stored.username, "bob");
    EXPECT_EQ(stored.role, Role::customer);
    EXPECT_TRUE(passwords.verify(stored.password_hash, "analytical"));
}

TEST_F(TheAccounts, AreNotMadeWhereNameOrAddressAreTaken) {
    EXPECT_CALL(repositories.customers, add).Times(0);
    EXPECT_CALL(repositories.accounts, add).Times(0);
    EXPECT_CALL(repositories.customers, find_by_email(_, "bob@example.com"))
        .WillRepeatedly(Return(test::customer("bob@example.com", 8)));
    EXPECT_CALL(repositories.accounts, find_by_username(_, "bob"))
        .WillOnce(Return(test::account("bob", Role::customer, 32)))
        .WillRepeatedly(Return(std::nullopt));
    EXPECT_EQ(test::code_of([&] { accounts.add(admin.origin, registration_of_bob()); }), "username-taken");
    EXPECT_EQ(test::code_of([&] { accounts.add(admin.origin, registration_of_bob()); }), "email-taken");
}

}  // namespace
}  // namespace till

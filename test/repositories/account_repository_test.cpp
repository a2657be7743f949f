#include <thread>

#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "shop/kernel/topics.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::ElementsAre;

class AccountTable : public test::OnMigratedDatabase {
 public:
    AccountId add(const Account& account) {
        return write([&](Transaction& transaction) { return accounts.add(transaction, account); });
    }
    AccountId by_username(std::string_view username) {
        const auto found = read([&](SqlSession& session) { return accounts.find_by_username(session, username); });
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
    const auto found = read([&](SqlSession& session) { return accounts.find(session, id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->customer_id, ada);
    EXPECT_EQ(found->username, "Ada");
    EXPECT_EQ(found->password_hash, account.password_hash);
    EXPECT_EQ(found->role, Role::customer);
    EXPECT_EQ(found->version, 1);
    EXPECT_EQ(found->created_at, account.created_at);
    EXPECT_EQ(found->updated_at, account.updated_at);
    EXPECT_FALSE(read([&](SqlSession& session) { return accounts.find(session, 404); }));
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
        return read([&](SqlSession& session) { return accounts.find_by_customer(session, customer); });
    };
    EXPECT_EQ(by_customer(ada)->id, id);
    EXPECT_FALSE(by_customer(404));
}

TEST_P(AccountTable, HasNoAccountForACustomerWhoIsNotThere) {
    EXPECT_THROW(add(account_of(404, "ghost")), database::ReferenceViolation);
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

TEST_P(AccountTable, ChangesAnAccount) {
    const AccountId id = add(test::account("ada"));
    const AccountId other = add(test::account("bob"));
    Account changed = write([&](Transaction& transaction) { return accounts.find_to_change(transaction, id); }).value();
    EXPECT_EQ(changed.username, "ada");
    changed.username = "\u00c4da";
    changed.password_hash = "another";
    changed.role = Role("staff");
    changed.version = 2;
    changed.updated_at = test::at("2026-03-01T00:00:00Z");
    write([&](Transaction& transaction) { accounts.update(transaction, changed); });
    const auto found = read([&](SqlSession& session) { return accounts.find(session, id); });
    EXPECT_EQ(found->username, "\u00c4da");
    EXPECT_EQ(found->password_hash, "another");
    EXPECT_EQ(found->role, Role("staff"));
    EXPECT_EQ(found->version, 2);
    EXPECT_EQ(found->updated_at, changed.updated_at);
    EXPECT_EQ(by_username("\u00e4da"), id);
    EXPECT_EQ(by_username("ada"), 0);
    EXPECT_EQ(by_username("bob"), other);
    changed.username = "BOB";
    EXPECT_THROW(write([&](Transaction& transaction) { accounts.update(transaction, changed); }),
                 database::UniqueViolation);
}

TEST_P(AccountTable, RemovesAnAccountAndKeepsItsCustomer) {
    const CustomerId ada = add_customer("ada@example.com");
    const AccountId id = add(account_of(ada, "ada"));
    add(test::account("root"));
    write([&](Transaction& transaction) {
        accounts.remove(transaction, accounts.find_to_change(transaction, id).value());
        EXPECT_FALSE(accounts.find_to_change(transaction, id));
        const std::vector<database::Tag> invalidated(transaction.invalidated().begin(),
                                                     transaction.invalidated().end());
        EXPECT_THAT(invalidated, testing::IsSupersetOf({tag(Topic::account, id), tag(Topic::accounts)}));
    });
    EXPECT_EQ(by_username("ada"), 0);
    EXPECT_NE(by_username("root"), 0);
    EXPECT_EQ(count("customers"), 1);
}

TEST_P(AccountTable, CountsItsAdmins) {
    const auto admins = [&] {
        return write([&](Transaction& transaction) { return accounts.lock_admins(transaction); });
    };
    EXPECT_EQ(admins(), 0);
    add(test::account("root"));
    add(test::account("other", Role("staff")));
    EXPECT_EQ(admins(), 1);
    add(test::account("second root"));
    EXPECT_EQ(admins(), 2);
}

TEST_P(AccountTable, IsListedAndSearchedByUsername) {
    const AccountId root = add(test::account("Root"));
    const AccountId zoe = add(test::account("Zo\u00cb_100%"));
    const AccountId grass = add(test::account("grassroots"));
    const auto found = [&](std::optional<std::string> search, std::int64_t page_number = 1,
                           std::int64_t per_page = 20) {
        SearchRequest request;
        request.search = std::move(search);
        request.page = page_number;
        request.per_page = per_page;
        const ListPage<Account> page = read([&](SqlSession& session) { return accounts.list(session, request); });
        std::vector<AccountId> ids{page.total.value()};
        for (const Account& account : page.items) ids.push_back(account.id);
        return ids;
    };
    EXPECT_THAT(found({}), ElementsAre(3, grass, zoe, root)) << "the newest first";
    EXPECT_THAT(found(" "), ElementsAre(3, grass, zoe, root));
    EXPECT_THAT(found({}, 2, 2), ElementsAre(3, root));
    EXPECT_THAT(found("ROOT"), ElementsAre(2, grass, root));
    EXPECT_THAT(found("zo\u00eb"), ElementsAre(1, zoe));
    EXPECT_THAT(found("zoe"), ElementsAre(0)) << "an accent makes another name";
    EXPECT_THAT(found("%"), ElementsAre(1, zoe));
    EXPECT_THAT(found("_"), ElementsAre(1, zoe));
    EXPECT_THAT(found("r%t"), ElementsAre(0));
    EXPECT_THAT(found("\\"), ElementsAre(0));
}

// Two programs on one database: what one of them has counted, the other does not change meanwhile.
TEST_P(AccountTable, KeepsItsLastAdminFromTwoProgramsToo) {
    database::SqlDatabase other(options());
    const auto remove_unless_last = [&](database::SqlDatabase& program, AccountId id) {
        return program.write([&](Transaction& transaction) {
            if (accounts.lock_admins(transaction) <= 1) return false;
            accounts.remove(transaction, accounts.find_to_change(transaction, id).value());
            return true;
        });
    };
    AccountId standing = add(test::account("root"));
    for (int round = 0; round < 20; ++round) {
        const AccountId rival = add(test::account("rival" + std::to_string(round)));
        bool standing_went = false;
        bool rival_went = false;
        {
            std::jthread thread([&] { standing_went = remove_unless_last(*database, standing); });
            rival_went = remove_unless_last(other, rival);
        }
        ASSERT_NE(standing_went, rival_went) << "exactly one of them went";
        ASSERT_EQ(count("accounts"), 1);
        if (standing_went) standing = rival;
    }
}

TILL_ON_BOTH_DATABASES(AccountTable);

}  // namespace
}  // namespace till

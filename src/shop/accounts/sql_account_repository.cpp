#include "shop/accounts/sql_account_repository.h"

#include "platform/database/mapping.h"
#include "platform/text/text_keys.h"
#include "platform/text/unicode.h"
#include "shop/accounts/account_mapping.h"
#include "shop/kernel/key_renewal.h"
#include "shop/kernel/list_counts.h"
#include "shop/kernel/newest_first.h"
#include "shop/kernel/stored.h"
#include "shop/kernel/topics.h"

namespace till {
namespace {

using database::Query;
using database::SqlSession;
using database::Transaction;

/// Customers take their accounts with them.
std::optional<Account> dependent(SqlSession& session, std::optional<Account> account) {
    if (!account) return account;
    session.depends_on(tag(Topic::account, account->id));
    if (account->customer_id) session.depends_on(tag(Topic::customer, *account->customer_id));
    return account;
}

}  // namespace

std::optional<Account> SqlAccountRepository::find(SqlSession& session, AccountId id) {
    session.depends_on(tag(Topic::account, id));
    return dependent(session, session.find_by_key(account_mapping(), id));
}

std::optional<Account> SqlAccountRepository::find_by_username(SqlSession& session, std::string_view username) {
    session.depends_on(tag(Topic::accounts));
    return dependent(session, find_by_text(session, account_mapping(), "username_key", &AccountRow::username_key,
                                           username_key(username), username));
}

std::optional<Account> SqlAccountRepository::find_by_customer(SqlSession& session, CustomerId customer) {
    session.depends_on(tag(Topic::accounts));
    return dependent(session, session.find(account_mapping(), "WHERE customer_id = :customer_id", customer));
}

ListPage<Account> SqlAccountRepository::list(SqlSession& session, const SearchRequest& request) {
    session.depends_on(tag(Topic::accounts));
    Query condition("");
    const std::string part = username_key(readable(request.search.value_or("")));
    if (!part.empty()) condition.add("INSTR(username_key, :part) > 0", part);
    return newest_first<Account>(session, account_mapping(), condition, request);
}

// A change that changes nothing locks the row, in every database.
std::optional<Account> SqlAccountRepository::find_to_change(Transaction& transaction, AccountId id) {
    transaction.execute("UPDATE accounts SET version = version WHERE id = :id", id);
    return find(transaction, id);
}

std::int64_t SqlAccountRepository::lock_admins(Transaction& transaction) {
    return transaction.execute("UPDATE accounts SET version = version WHERE role = :role", Role::admin);
}

AccountId SqlAccountRepository::add(Transaction& transaction, const Account& account) {
    const AccountId id = transaction.insert(account_mapping(), AccountRow{account, username_key(account.username)});
    count_rows(transaction, "accounts", 1);
    transaction.invalidate(tag(Topic::account, id));
    transaction.invalidate(tag(Topic::accounts));
    return id;
}

// An account with an older key (renew_texts) has it for as long as the username stays.
void SqlAccountRepository::update(Transaction& transaction, const Account& account) {
    transaction.update(account_mapping(), AccountRow{account, username_key(account.username)});
    transaction.invalidate(tag(Topic::account, account.id));
    transaction.invalidate(tag(Topic::accounts));
}

RenewedTexts SqlAccountRepository::renew_texts(Transaction& transaction, AccountId after, std::int64_t at_most) {
    const auto rows =
        transaction.select(account_mapping(), "WHERE id > :after ORDER BY id LIMIT :at_most", after, at_most);
    KeyRenewal renewal(transaction, {"accounts", "username_key", "account", "username"});
    for (const AccountRow& row : rows) {
        renewal.add(row.id, row.username, row.username_key, username_key(readable(row.username)));
    }
    if (renewal.has_changed()) transaction.invalidate(tag(Topic::accounts));
    return renewal.result(std::ssize(rows), rows.empty() ? after : rows.back().id);
}

void SqlAccountRepository::remove(Transaction& transaction, const Account& account) {
    count_rows(transaction, "accounts", -transaction.execute("DELETE FROM accounts WHERE id = :id", account.id));
    transaction.invalidate(tag(Topic::account, account.id));
    transaction.invalidate(tag(Topic::accounts));
}

}  // namespace till

#include "shop/accounts/account_service.h"

#include <map>
#include <vector>

#include "shop/customers/customer_service.h"
#include "shop/kernel/problems.h"
#include "shop/kernel/require_found.h"

namespace till {

using database::SqlSession;
using database::Transaction;

ListPage<AccountView> AccountService::list(const SearchRequest& request) {
    return database_.read([&](SqlSession& session) {
        const ListPage<Account> accounts = accounts_.list(session, request);
        std::vector<CustomerId> ids;
        for (const Account& account : accounts.items) {
            if (account.customer_id) ids.push_back(*account.customer_id);
        }
        std::map<CustomerId, Customer> customers;
        for (Customer& customer : customers_.find_all(session, ids)) customers.emplace(customer.id, customer);

        std::vector<AccountView> views;
        for (const Account& account : accounts.items) {
            AccountView& view = views.emplace_back(AccountView{account, {}});
            const auto owner = account.customer_id ? customers.find(*account.customer_id) : customers.end();
            if (owner != customers.end()) view.customer = owner->second;
        }
        return accounts.with(std::move(views));
    });
}

AccountView AccountService::find(AccountId id) {
    return database_.read(
        [&](SqlSession& session) { return view(session, require_found(accounts_.find(session, id), "account", id)); });
}

AccountView AccountService::add(const Actor& actor, const NewAccount& account) {
    require_power_over(actor.caller, account.role, roles_);
    if (!account.customer_id && account.role == Role::customer) {
        throw Refusal::invalid("customer_id", "is required for a customer's account");
    }
    password_rules_.require_good("password", account.password, {.username = account.username});
    const std::string hash = passwords_.hash(account.password);
    AccountView added = database_.write([&](Transaction& transaction) {
        require_acceptable(transaction, account);
        require_good_password(transaction, account.password, account.username, account.customer_id);
        return add(transaction, account, hash);
    });
    log_.note(SecurityEvent::account_created, actor, added.id, added.role.name());
    return added;
}

AccountView AccountService::add(const Origin& origin, const Registration& registration) {
    password_rules_.require_good(
        "password", registration.password,
        {.username = registration.username, .name = registration.name, .email = registration.email});
    const std::string hash = passwords_.hash(registration.password);
    AccountView added = database_.write([&](Transaction& transaction) {
        require_free_username(transaction, registration.username);
        const Customer customer = add_customer(transaction, customers_, registration, clock_.now());
        return add(
            transaction,
            {.customer_id = customer.id, .username = registration.username, .password = {}, .role = Role::customer},
            hash);
    });
    log_.note(SecurityEvent::account_created, {.caller = {}, .origin = origin}, added.id, added.role.name());
    return added;
}

AccountView AccountService::add(Transaction& transaction, const NewAccount& account, const std::string& password_hash) {
    Account added{.customer_id = account.customer_id,
                  .username = account.username,
                  .password_hash = password_hash,
                  .role = account.role};
    added.created_at = added.updated_at = clock_.now();
    added.id = accounts_.add(transaction, added);
    return view(transaction, added);
}

AccountView AccountService::change(const Actor& actor, AccountId id, const ExpectedVersion& expected,
                                   const std::function<void(AccountDetails&)>& change) {
    AccountDetails asked;
    change(asked);
    if (asked.password) password_rules_.require_good("password", *asked.password);
    const std::string hash = asked.password ? passwords_.hash(*asked.password) : "";
    Account before;
    AccountView after = database_.write([&](Transaction& transaction) {
        before = find_to_change(transaction, actor, id, expected);
        const auto edit = [&](Account& account) {
            AccountDetails details{.username = account.username, .role = account.role, .password = {}};
            change(details);
            account.username = std::move(details.username);
            account.role = std::move(details.role);
            if (!hash.empty()) account.password_hash = hash;
        };
        return view(transaction, versioned_.change(before, edit, [&](const Account& changed) {
            require_changeable(transaction, actor, before, changed);
            if (asked.password) {
                require_good_password(transaction, *asked.password, changed.username, before.customer_id);
            }
            accounts_.update(transaction, changed);
            if (!hash.empty()) sessions_.remove_all(transaction, id);
        }));
    });
    note_changes(actor, before, after);
    return after;
}

Account AccountService::find_to_change(Transaction& transaction, const Actor& actor, AccountId id,
                                       const ExpectedVersion& expected) const {
    return versioned_.find_to_change(transaction, id, expected, [&](const Account& account) {
        require_power_over(actor.caller, account.role, roles_);
    });
}

void AccountService::require_changeable(Transaction& transaction, const Actor& actor, const Account& before,
                                        const Account& after) {
    require_power_over(actor.caller, after.role, roles_);
    if (after.role == Role::customer && !after.customer_id) {
        throw Refusal::invalid("role", "requires an account with a customer");
    }
    if (after.role != Role::admin) require_another_admin(transaction, accounts_, before);
    require_free_username(transaction, after.username, after.id);
}

void AccountService::note_changes(const Actor& actor, const Account& before, const Account& after) {
    if (after.role != before.role) log_.note(SecurityEvent::role_changed, actor, after.id, after.role.name());
    if (after.password_hash != before.password_hash) log_.note(SecurityEvent::password_reset, actor, after.id);
}

void AccountService::remove(const Actor& actor, AccountId id, const ExpectedVersion& expected) {
    database_.write([&](Transaction& transaction) {
        const Account account = find_to_change(transaction, actor, id, expected);
        require_another_admin(transaction, accounts_, account);
        sessions_.remove_all(transaction, id);
        accounts_.remove(transaction, account);
        transaction.erase_traces();
    });
    log_.note(SecurityEvent::account_removed, actor, id);
}

void AccountService::require_acceptable(Transaction& transaction, const NewAccount& account) {
    if (account.customer_id) {
        const CustomerId customer = *account.customer_id;
        if (!customers_.find(transaction, customer)) throw Refusal::invalid("customer_id", "is not a customer");
        if (accounts_.find_by_customer(transaction, customer)) {
            throw Refusal(problems::customer_has_account,
                          "Customer " + std::to_string(customer) + " has an account already.");
        }
    }
    require_free_username(transaction, account.username);
}

void AccountService::require_free_username(Transaction& transaction, const std::string& username, AccountId except) {
    const auto other = accounts_.find_by_username(transaction, username);
    if (other && other->id != except) {
        throw Refusal(problems::username_taken, "The username " + username + " is taken.");
    }
}

void AccountService::require_good_password(SqlSession& session, const std::string& password,
                                           const std::string& username, std::optional<CustomerId> customer) {
    const auto owner = customer ? customers_.find(session, *customer) : std::nullopt;
    password_rules_.require_good("password", password,
                                 {.username = username,
                                  .name = owner ? owner->name : std::string(),
                                  .email = owner ? owner->email : std::string()});
}

AccountView AccountService::view(SqlSession& session, const Account& account) {
    AccountView view{account, {}};
    if (account.customer_id) view.customer = customers_.find(session, *account.customer_id);
    return view;
}

void require_power_over(const Caller& caller, const Role& role, const Roles& roles) {
    if (roles.covers(caller.role, role)) return;
    throw Refusal(
        problems::forbidden,
        "The role " + role.name() +
            " has permissions that your account lacks. Only an account with all of them can assign or change it.");
}

void require_another_admin(Transaction& transaction, AccountRepository& accounts, const Account& account) {
    if (account.role == Role::admin && accounts.lock_admins(transaction) <= 1) {
        throw Refusal(problems::last_admin, account.username + " is the shop's only admin.");
    }
}

}  // namespace till

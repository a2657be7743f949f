#include "services/account_service.h"

#include "models/problems.h"
#include "services/found.h"

namespace till {

using database::Session;
using database::Transaction;

AccountView AccountService::add(const NewAccount& account) {
    if (!account.customer_id && account.role == Role::customer) {
        throw Refusal::invalid("customer_id", "is needed for a customer's account");
    }
    const std::string hash = passwords_.hash(account.password);
    return database_.write([&](Transaction& transaction) {
        require_acceptable(transaction, account);
        Account added{.customer_id = account.customer_id,
                      .username = account.username,
                      .password_hash = hash,
                      .role = account.role};
        added.created_at = added.updated_at = clock_.now();
        added.id = accounts_.add(transaction, added);
        return view(transaction, added);
    });
}

AccountView AccountService::find(AccountId id) {
    return database_.read(
        [&](Session& session) { return view(session, found(accounts_.find(session, id), "account", id)); });
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
    if (accounts_.find_by_username(transaction, account.username)) {
        throw Refusal(problems::username_taken, "The username " + account.username + " is taken.");
    }
}

AccountView AccountService::view(Session& session, const Account& account) {
    AccountView view{account, {}};
    if (account.customer_id) view.customer = customers_.find(session, *account.customer_id);
    return view;
}

}  // namespace till

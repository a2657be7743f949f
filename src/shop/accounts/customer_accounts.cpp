#include "shop/accounts/customer_accounts.h"

#include "shop/accounts/account_service.h"

namespace till {

using database::Transaction;

void CustomerAccounts::before_change(Transaction& transaction, const Actor& actor, CustomerId customer) {
    if (const auto account = accounts_.find_by_customer(transaction, customer)) {
        require_power_over(actor.caller, account->role, roles_);
    }
}

CustomerObserver::AfterCommit CustomerAccounts::before_removal(Transaction& transaction, const Actor& actor,
                                                               CustomerId customer) {
    const auto account = accounts_.find_by_customer(transaction, customer);
    if (!account) return {};
    require_power_over(actor.caller, account->role, roles_);
    require_another_admin(transaction, accounts_, *account);
    sessions_.remove_all(transaction, account->id);
    return [this, actor, id = account->id] { log_.note(SecurityEvent::account_removed, actor, id); };
}

}  // namespace till

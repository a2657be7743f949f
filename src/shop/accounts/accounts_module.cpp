#include "shop/accounts/accounts_module.h"

#include "shop/accounts/account_routes.h"

namespace till {

AccountsModule::AccountsModule(const ModuleContext& context, AccountRepository& accounts, AccountSessions& sessions,
                               CustomerRegister& customers, CustomerService& customer_service,
                               const PasswordHasher& passwords, const PasswordRules& password_rules)
    : customer_accounts(accounts, sessions, context.security_log),
      service(context.database, accounts, customers, sessions, passwords, context.security_log, context.clock,
              password_rules),
      controller(service) {
    customer_service.add_observer(customer_accounts);
    add_account_routes(context.routes, controller);
}

}  // namespace till

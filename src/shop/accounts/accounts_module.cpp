#include "shop/accounts/accounts_module.h"

#include "shop/accounts/account_routes.h"

namespace till {

AccountsModule::AccountsModule(const ModuleContext& context, AccountRepository& accounts, AccountSessions& sessions,
                               CustomerRegister& customers, CustomerService& customer_service,
                               const PasswordHasher& passwords, const PasswordRules& password_rules)
    : schemas(context.shop),
      customer_accounts(accounts, sessions, context.security_log, context.shop.roles),
      service(context.database, accounts, customers, sessions, passwords, context.security_log, context.clock,
              context.shop.roles, password_rules),
      controller(schemas, context.cursors, service) {
    customer_service.add_observer(customer_accounts);
    add_account_routes(context.routes, controller, schemas);
}

}  // namespace till

#pragma once
#include "api/module_context.h"
#include "shop/accounts/account_controller.h"
#include "shop/accounts/account_repository.h"
#include "shop/accounts/account_schema.h"
#include "shop/accounts/account_service.h"
#include "shop/accounts/customer_accounts.h"
#include "shop/customers/customer_register.h"
#include "shop/customers/customer_service.h"

namespace till {

/// The accounts. Takes part in changes of customers.
struct AccountsModule {
    AccountsModule(const ModuleContext& context, AccountRepository& accounts, AccountSessions& sessions,
                   CustomerRegister& customers, CustomerService& customer_service, const PasswordHasher& passwords,
                   const PasswordRules& password_rules);
    AccountsModule(const AccountsModule&) = delete;
    AccountsModule& operator=(const AccountsModule&) = delete;

    AccountSchemas schemas;
    CustomerAccounts customer_accounts;
    AccountService service;
    AccountController controller;
};

}  // namespace till

#pragma once
#include <chrono>
#include <string>

#include "api/module_context.h"
#include "platform/security/passwords.h"
#include "platform/security/tokens.h"
#include "shop/accounts/account_directory.h"
#include "shop/accounts/account_schema.h"
#include "shop/accounts/account_service.h"
#include "shop/customers/customer_directory.h"
#include "shop/sessions/password_guard.h"
#include "shop/sessions/session_registry.h"
#include "shop/sessions/session_repository.h"
#include "shop/sessions/sign_in_controller.h"
#include "shop/sessions/sign_in_service.h"

namespace till {

/// Tokens and how long they are good.
struct SessionSettings {
    std::string signing_key;
    std::string issuer;
    std::string audience;
    std::chrono::minutes token_lifetime{};
    std::chrono::hours refresh_lifetime{};
    std::chrono::hours family_lifetime{};
    std::chrono::milliseconds recheck_ms{};  ///< see SessionRegistry
};

/// Signing in, and the caller behind a token.
struct SessionsModule {
    /// What passwords are checked with, and what a new one has to be like.
    struct Passwords {
        const PasswordHasher& hasher;
        const PasswordRules& rules;
    };
    SessionsModule(const ModuleContext& context, const SignInService::Repositories& repositories,
                   AccountService& accounts, const AccountSchemas& account_schemas,
                   const caching::Invalidations& invalidations, const Passwords& passwords,
                   const SessionSettings& settings);
    SessionsModule(const SessionsModule&) = delete;
    SessionsModule& operator=(const SessionsModule&) = delete;

    TokenSigner tokens;
    SessionRegistry registry;
    limits::Backoff failures;  ///< wrong passwords, and from where right ones came
    PasswordGuard password_guard;
    SignInService service;
    SignInController controller;
};

}  // namespace till

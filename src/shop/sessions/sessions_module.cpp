#include "shop/sessions/sessions_module.h"

#include "shop/sessions/expired_sessions.h"
#include "shop/sessions/sign_in_routes.h"

namespace till {
namespace {

constexpr std::size_t failures_bytes = std::size_t{4} * 1024 * 1024;

SignInService::Rules sign_in_rules(const SessionSettings& settings) {
    return {.refresh_lifetime = settings.refresh_lifetime,
            .family_lifetime = settings.family_lifetime,
            .refresh_key = KeyedDigest(settings.signing_key, "refresh tokens")};
}

}  // namespace

SessionsModule::SessionsModule(const ModuleContext& context, const SignInService::Repositories& repositories,
                               AccountService& accounts, const AccountSchemas& account_schemas,
                               const caching::Invalidations& invalidations, const Passwords& passwords,
                               const SessionSettings& settings)
    : tokens(settings.signing_key, settings.issuer, settings.audience, settings.token_lifetime),
      registry(context.database, repositories.sessions, invalidations, settings.recheck_ms),
      failures(failures_bytes),
      password_guard(passwords.hasher, failures, context.clock),
      service(context.database, repositories, password_guard, tokens, sign_in_rules(settings), context.security_log,
              context.clock, passwords.rules),
      controller(account_schemas, service, accounts) {
    context.housekeeping.add(remove_expired_sessions(repositories.sessions));
    add_sign_in_routes(context.routes, controller, account_schemas);
}

}  // namespace till

#pragma once
#include <chrono>
#include <string>

#include <gmock/gmock.h>

#include "shop/sessions/sign_in_service.h"
#include "support/fake_database.h"
#include "support/fixed_clock.h"
#include "support/mock_repositories.h"
#include "support/samples.h"

namespace till {

/// The account `ada`, with the password `lovelace`, and what signs it in.
class SigningIn : public testing::Test {
 public:
    SigningIn() {
        ada = test::account("ada", Role::customer, 31);
        ada.customer_id = 7;
        ada.password_hash = hasher.hash("lovelace");
        ON_CALL(repositories.accounts, find_by_username(testing::_, "ada")).WillByDefault(testing::Return(ada));
        ON_CALL(repositories.accounts, find(testing::_, 31)).WillByDefault(testing::Return(ada));
        ON_CALL(repositories.sessions, add)
            .WillByDefault(testing::DoAll(testing::SaveArg<1>(&session), testing::Return(5)));
        ON_CALL(repositories.accounts, find_to_change(testing::_, 31)).WillByDefault(testing::Return(ada));
    }

    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    PasswordHasher hasher{4 * 1024 * 1024, 2};
    limits::Backoff failures{1 << 20};
    PasswordGuard passwords{hasher, failures, clock};
    TokenSigner tokens{std::string(32, 's'), "till", "till", std::chrono::hours(1)};
    SecurityLog log;
    const SignInService::Rules rules{.refresh_lifetime = std::chrono::days(30),
                                     .family_lifetime = std::chrono::days(90),
                                     .refresh_key = KeyedDigest("a secret", "refresh tokens")};
    SignInService sign_ins{
        database, {repositories.accounts, repositories.sessions, repositories.customers}, passwords, tokens, rules, log,
        clock};
    const Origin client{.address = "192.0.2.1", .request_id = "r"};
    Account ada;
    SignInSession session;  ///< as it was added
    const Actor actor{.caller = {.account = 31, .role = Role::customer, .customer = 7, .session = 5}, .origin = client};
};

}  // namespace till

#pragma once
#include "database/database.h"
#include "models/customer.h"
#include "repositories/account_repository.h"
#include "security/passwords.h"
#include "security/tokens.h"
#include "utils/clock.h"

namespace till {

class SignInService {
 public:
    SignInService(database::Database& database, AccountRepository& accounts, const PasswordHasher& passwords,
                  const TokenSigner& tokens, const Clock& clock)
        : database_(database), accounts_(accounts), passwords_(passwords), tokens_(tokens), clock_(clock) {}

    /// A token for the right password; the same refusal and the same work for a wrong one and for an unknown user.
    SignedIn sign_in(const Credentials& credentials);

 private:
    database::Database& database_;
    AccountRepository& accounts_;
    const PasswordHasher& passwords_;
    const TokenSigner& tokens_;
    const Clock& clock_;
};

}  // namespace till

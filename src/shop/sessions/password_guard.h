#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "api/identity.h"
#include "platform/limits/backoff.h"
#include "platform/security/passwords.h"
#include "platform/time/clock.h"
#include "shop/accounts/account.h"

namespace till {

/// Checks passwords, and delays repeated guesses longer and longer (backoff.h). Safe from any thread.
class PasswordGuard : public SignInScheduling {
 public:
    PasswordGuard(const PasswordHasher& passwords, limits::Backoff& failures, const Clock& clock)
        : passwords_(passwords), failures_(failures), clock_(clock) {}

    /// Whether it is the account's password. An account that is not there costs the same work. `address` is the
    /// client's: throws a Refusal `sign-in-delayed`, before any work, while attempts from there at `username` have to
    /// wait.
    bool is_right(std::string_view username, const std::optional<Account>& account, std::string_view password,
                  std::string_view address);

    /// A client that has signed in from the address before goes first, in a flow of its own; the others share the flow
    /// of their network.
    TaskClass task_class_of(std::string_view address) const override;

    std::string hash(std::string_view password) const { return passwords_.hash(password); }

 private:
    const PasswordHasher& passwords_;
    limits::Backoff& failures_;
    const Clock& clock_;
};

}  // namespace till

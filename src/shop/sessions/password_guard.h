#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/limits/backoff.h"
#include "shop/accounts/account.h"
#include "platform/security/passwords.h"
#include "platform/time/clock.h"
#include "platform/threads/fair_queue.h"

namespace till {

/// Tells whether passwords are right, and makes who keeps guessing wait longer and longer (limits/backoff.h). Safe from
/// any thread.
class PasswordGuard {
 public:
    PasswordGuard(const PasswordHasher& passwords, limits::Backoff& failures, const Clock& clock)
        : passwords_(passwords), failures_(failures), clock_(clock) {}

    /// Whether it is the account's password. An account that is not there costs the same work. `address` is where
    /// somebody guesses at `username`: throws a Refusal `sign-in-delayed`, before any work, while that has to wait.
    bool is_right(std::string_view username, const std::optional<Account>& account, std::string_view password,
                  std::string_view address);

    /// In whose turn a sign-in from this address waits: whoever signed in from there before goes first and waits for
    /// himself, others take turns by their networks.
    Turn turn_of(std::string_view address) const;

    std::string hash(std::string_view password) const { return passwords_.hash(password); }

 private:
    const PasswordHasher& passwords_;
    limits::Backoff& failures_;
    const Clock& clock_;
};

}  // namespace till

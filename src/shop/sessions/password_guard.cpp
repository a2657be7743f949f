#include "shop/sessions/password_guard.h"

#include "platform/text/text_keys.h"
#include "shop/kernel/problems.h"

namespace till {

bool PasswordGuard::is_right(std::string_view username, const std::optional<Account>& account,
                             std::string_view password, std::string_view address) {
    const std::string subject = username_key(username);
    const limits::Source source = limits::source_of(address);
    const auto wait = failures_.wait(subject, source, clock_.now());
    if (wait.count() > 0) {
        throw Refusal(problems::sign_in_delayed, "Too many failed attempts. Wait, then try again.")
            .retry_after(static_cast<int>(wait.count()));
    }
    if (!account) passwords_.verify_nothing(password);
    const bool right = account && passwords_.verify(account->password_hash, password);
    if (right) {
        failures_.succeeded(subject, source, clock_.now());
    } else {
        failures_.failed(subject, source, clock_.now());
    }
    return right;
}

TaskClass PasswordGuard::task_class_of(std::string_view address) const {
    const limits::Source source = limits::source_of(address);
    const bool known = failures_.knows(source, clock_.now());
    return {.flow = known ? source.client : limits::widest_of(source), .first = known};
}

}  // namespace till

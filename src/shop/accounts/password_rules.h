#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace till {

/// What a new password must not be (NIST SP 800-63B, 5.1.1.2): one that is guessed first, or the name of the user or
/// the shop. What exists already is not looked at. Safe from any thread.
class PasswordRules {
 public:
    explicit PasswordRules(std::string shop_name) : shop_name_(std::move(shop_name)) {}

    /// Whose password it will be, as far as it is known.
    struct Owner {
        std::string username;
        std::string name;
        std::string email;
    };

    /// Throws a Refusal `validation-failed` of `field` that says why.
    void require_good(std::string_view field, std::string_view password, const Owner& owner = {}) const;

 private:
    std::optional<std::string> complaint(std::string_view password, const Owner& owner) const;

    std::string shop_name_;
};

}  // namespace till

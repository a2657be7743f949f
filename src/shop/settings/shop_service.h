#pragma once
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/database/database.h"
#include "shop/settings/shop_description.h"

namespace till {

/// The role that an account has now; nothing where there is no such account.
using RoleOfAccount = std::function<std::optional<Role>(database::SqlSession& session, std::string_view username)>;

/// Tells what the shop is.
class ShopService {
 public:
    /// `description` as the configuration has it; the roles of its accounts are not looked at.
    ShopService(database::Database& database, RoleOfAccount role_of_account, ShopDescription description,
                const Roles& roles)
        : database_(database),
          role_of_account_(std::move(role_of_account)),
          description_(std::move(description)),
          roles_(roles) {}

    /// With those of the demonstration's accounts that are there, and what they may do today. None that may do what an
    /// admin may, whatever the configuration names.
    ShopDescription describe();

 private:
    database::Database& database_;
    const RoleOfAccount role_of_account_;
    const ShopDescription description_;
    const Roles& roles_;
};

}  // namespace till

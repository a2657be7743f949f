#pragma once
#include <utility>

#include "platform/database/database.h"
#include "shop/settings/shop_description.h"
#include "shop/accounts/account_repository.h"

namespace till {

/// Tells what the shop is.
class ShopService {
 public:
    /// `description` as the configuration has it; the roles of its accounts are not looked at.
    ShopService(database::Database& database, AccountRepository& accounts, ShopDescription description)
        : database_(database), accounts_(accounts), description_(std::move(description)) {}

    /// With those of the demonstration's accounts that are there, and what they may do today. None that may do what an
    /// admin may, whatever the configuration names.
    ShopDescription describe();

 private:
    database::Database& database_;
    AccountRepository& accounts_;
    const ShopDescription description_;
};

}  // namespace till

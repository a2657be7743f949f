#pragma once
#include <string>

#include "platform/database/mapping.h"
#include "shop/accounts/account.h"
#include "shop/kernel/stored.h"

namespace till {

/// An account as it lies in its table: the model, and the text that usernames are compared by.
struct AccountRow : Account {
    std::string username_key;
};

inline const database::Mapping<AccountRow>& account_mapping() {
    static const auto mapping = database::Mapping<AccountRow>("accounts")
                                    .generated("id", &AccountRow::id)
                                    .fixed("customer_id", &AccountRow::customer_id)
                                    .column("username", &AccountRow::username)
                                    .following("username", "username_key", &AccountRow::username_key)
                                    .column("password_hash", &AccountRow::password_hash)
                                    .column("role", &AccountRow::role)
                                    .column("version", &AccountRow::version)
                                    .fixed("created_at", &AccountRow::created_at)
                                    .column("updated_at", &AccountRow::updated_at);
    return mapping;
}

}  // namespace till

#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/sql_session.h"
#include "shop/settings/stored_settings.h"

namespace till {

class SettingRepository : public StoredSettings {
 public:
    /// As find(), and no other transaction changes it before this one ends.
    virtual std::optional<std::string> find_to_change(database::Transaction& transaction, std::string_view name) = 0;
    virtual void add(database::Transaction& transaction, std::string_view name, std::string_view value) = 0;
    /// Whether it was there or not.
    virtual void set(database::Transaction& transaction, std::string_view name, std::string_view value) = 0;
};

}  // namespace till

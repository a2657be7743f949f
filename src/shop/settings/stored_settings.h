#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/sql_session.h"

namespace till {

/// The settings stored in the database, by name (`currency`), for features that read it.
class StoredSettings {
 public:
    virtual ~StoredSettings() = default;

    virtual std::optional<std::string> find(database::SqlSession& session, std::string_view name) = 0;
};

}  // namespace till

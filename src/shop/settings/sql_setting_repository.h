#pragma once
#include "shop/settings/setting_repository.h"

namespace till {

class SqlSettingRepository : public SettingRepository {
 public:
    std::optional<std::string> find(database::SqlSession& session, std::string_view name) override;
    std::optional<std::string> find_to_change(database::Transaction& transaction, std::string_view name) override;
    void add(database::Transaction& transaction, std::string_view name, std::string_view value) override;
    void set(database::Transaction& transaction, std::string_view name, std::string_view value) override;
};

}  // namespace till

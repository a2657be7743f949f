#include "shop/settings/sql_setting_repository.h"

#include "shop/kernel/topics.h"

namespace till {

std::optional<std::string> SqlSettingRepository::find(database::SqlSession& session, std::string_view name) {
    session.depends_on(tag(Topic::settings));
    return session.value<std::string>("SELECT value FROM settings WHERE name = :name", name);
}

std::optional<std::string> SqlSettingRepository::find_to_change(database::Transaction& transaction,
                                                                std::string_view name) {
    transaction.execute("UPDATE settings SET value = value WHERE name = :name", name);
    return find(transaction, name);
}

void SqlSettingRepository::add(database::Transaction& transaction, std::string_view name, std::string_view value) {
    transaction.execute("INSERT INTO settings (name, value) VALUES (:name, :value)", name, value);
    transaction.invalidate(tag(Topic::settings));
}

void SqlSettingRepository::set(database::Transaction& transaction, std::string_view name, std::string_view value) {
    const auto changed = transaction.execute("UPDATE settings SET value = :value WHERE name = :name", value, name);
    if (changed == 0) return add(transaction, name, value);
    transaction.invalidate(tag(Topic::settings));
}

}  // namespace till

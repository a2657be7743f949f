#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/session.h"
#include "shop/kernel/topics.h"
#include "shop/settings/stored_settings.h"

namespace till {

class SettingRepository : public StoredSettings {
 public:
    /// As find(), and nobody else changes it before the transaction ends.
    virtual std::optional<std::string> find_to_change(database::Transaction& transaction, std::string_view name) = 0;
    virtual void add(database::Transaction& transaction, std::string_view name, std::string_view value) = 0;
    /// Whether it was there or not.
    virtual void set(database::Transaction& transaction, std::string_view name, std::string_view value) = 0;
};

class SqlSettingRepository : public SettingRepository {
 public:
    std::optional<std::string> find(database::Session& session, std::string_view name) override {
        session.depends_on(tag(Topic::settings));
        return session.value<std::string>("SELECT value FROM settings WHERE name = :name", name);
    }
    std::optional<std::string> find_to_change(database::Transaction& transaction, std::string_view name) override {
        transaction.execute("UPDATE settings SET value = value WHERE name = :name", name);
        return find(transaction, name);
    }
    void add(database::Transaction& transaction, std::string_view name, std::string_view value) override {
        transaction.execute("INSERT INTO settings (name, value) VALUES (:name, :value)", name, value);
        transaction.touch(tag(Topic::settings));
    }
    void set(database::Transaction& transaction, std::string_view name, std::string_view value) override {
        const auto changed = transaction.execute("UPDATE settings SET value = :value WHERE name = :name", value, name);
        if (changed == 0) return add(transaction, name, value);
        transaction.touch(tag(Topic::settings));
    }
};

}  // namespace till

#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "platform/database/database.h"
#include "shop/kernel/renewed_texts.h"
#include "shop/settings/setting_repository.h"

namespace till {

/// Brings the keys and the index of words that an older program made of a database's texts to the present rules
/// (folding.h, text_rules_version). The setting `text_rules` says what they are, or how far the work has come: it is
/// done in small writes, continues where it stopped, and is done once, however many programs begin it.
class TextRenewal {
 public:
    struct Table {
        std::string name;  ///< as the setting names it
        RenewableTexts& texts;
    };
    /// `tables` in the order in which they are renewed.
    TextRenewal(database::Database& database, SettingRepository& settings, std::vector<Table> tables)
        : database_(database), settings_(settings), tables_(std::move(tables)) {}

    /// Whether the database follows the present rules. Throws std::runtime_error where a newer program made it.
    bool is_done();

    /// Does what is left; returns how many rows were looked at. `progress` gets that number after each write, and the
    /// log says it now and then; what could not be renewed is a warning each in the log.
    std::int64_t run(const std::function<void(std::int64_t rows)>& progress = {});

 private:
    /// How far the work has come: behind a row of one of the tables.
    struct Place {
        std::size_t table = 0;
        std::int64_t last = 0;
    };
    Place parse(const std::string& setting) const;
    std::string text_of(const Place& place) const;
    bool is_end(const Place& place) const { return place.table == tables_.size(); }

    void begin();
    RenewedTexts step(database::Transaction& transaction, bool& done);

    database::Database& database_;
    SettingRepository& settings_;
    const std::vector<Table> tables_;
};

}  // namespace till

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/mapping.h"
#include "platform/database/sql_session.h"
#include "platform/text/text_keys.h"
#include "shop/kernel/renewed_texts.h"

namespace till {

/// Gives rows of a table other keys, which are unique. A row whose new key another row has stays as it is, so no two
/// rows are merged, and is reported.
class KeyRenewal {
 public:
    struct Names {
        std::string table;
        std::string column;  ///< of the key
        std::string row;     ///< to people
        std::string text;    ///< that the key is made of, to people
    };

    KeyRenewal(database::Transaction& transaction, Names names) : transaction_(transaction), names_(std::move(names)) {}

    void add(std::int64_t id, const std::string& text, const std::string& key, const std::string& renewed);
    bool has_changed() const { return changed_; }
    RenewedTexts result(std::int64_t rows, std::int64_t last);

 private:
    database::Transaction& transaction_;
    const Names names_;
    bool changed_ = false;
    RenewedTexts result_;
};

/// The row whose key is the text's; before that, the row that still has the text's key of version 1.
template <class Row>
std::optional<Row> find_by_text(database::SqlSession& session, const database::Mapping<Row>& mapping,
                                std::string_view column, std::string Row::*key_of_row, const std::string& key,
                                std::string_view text) {
    const std::string former = former_key(text);
    const std::string name(column);
    if (former == key) return session.find(mapping, "WHERE " + name + " = :key", key);
    std::optional<Row> found;
    for (Row& row : session.select(mapping, "WHERE " + name + " IN (:key, :former)", key, former)) {
        if (!found || row.*key_of_row == former) found = std::move(row);
    }
    return found;
}

}  // namespace till

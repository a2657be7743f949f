#include "shop/kernel/list_counts.h"

#include <vector>

#include "platform/database/upsert.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Dialect;
using database::SqlSession;
using database::Transaction;

// Servers that share a MariaDB write in different slots, as a rule, so that none waits for the commit of another.
std::string add_to_list(Dialect dialect) {
    const std::string slot = dialect == Dialect::sqlite ? "0" : "CONNECTION_ID() % 16";
    return "INSERT INTO list_counts (list, part, slot, amount) VALUES (:list, :part, " + slot + ", :amount)" +
           database::or_add(dialect, "list, part, slot", "amount");
}

}  // namespace

std::int64_t stored_count(SqlSession& session, const CountedList& list) {
    return session
        .value<std::int64_t>(
            "SELECT CAST(COALESCE(SUM(amount), 0) AS SIGNED INTEGER) FROM list_counts "
            "WHERE list = :list AND part = :part",
            list.table, list.part)
        .value_or(0);
}

void ListChanges::add(std::int64_t rows, const std::optional<std::string>& part) {
    parts_[""] += rows;
    if (part && !part->empty()) parts_[*part] += rows;
}

void ListChanges::write(Transaction& transaction) const {
    std::vector<std::vector<Cell>> rows;
    for (const auto& [part, amount] : parts_) {
        if (amount != 0) rows.push_back({cell_of(table_), cell_of(part), cell_of(amount)});
    }
    transaction.run_each(add_to_list(transaction.dialect()), rows);
}

void count_rows(Transaction& transaction, const std::string& table, std::int64_t rows) {
    ListChanges changes(table);
    changes.add(rows);
    changes.write(transaction);
}

}  // namespace till

#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "database/session.h"
#include "models/page.h"
#include "repositories/list_counts.h"

namespace till {

/// A column that a list is ordered by.
struct SortColumn {
    std::string sql;
    bool descending = false;
    database::Cell::Kind kind = database::Cell::Kind::integer;
};

/// A list, to be read page by page. Behind a mark it is read from an index, from where that page begins: the last page
/// costs what the first does, also where many rows have the same key, provided that an index has the first of `same`
/// and then `order`. (Both databases' indexes end in the id by themselves.)
struct Listing {
    /// `FROM … WHERE …`. It must not bound the first column of `order` on the side where the list begins while a mark
    /// does: SQLite would begin at one of both, and not know which is nearer.
    database::Query from_where;
    /// Together they tell all rows apart; the last is the id. None is ever null.
    std::vector<SortColumn> order;
    /// Columns that have one value in the whole list.
    std::vector<std::pair<std::string, database::Cell>> same = {};
    /// What it is as a whole, where the store keeps its length; it is counted where not.
    std::optional<KeptList> kept = {};
};

/// Adds that a column has a value, as a page that begins within an index has to say it: MariaDB reads what is `=` by
/// that alone where it likes, passing all rows before the mark; a range it enters where it begins. SQLite goes on in
/// its index only behind what is `=`.
void add_same(database::Query& query, database::Dialect dialect, const std::string& column, const std::string& name,
              const database::Cell& value);

/// Where a row stands in a list: its values of the columns that the list is ordered by.
using Position = std::vector<database::Cell>;

/// What a mark says. Throws a Refusal at `after` for a mark that is none of a list in this order.
Position position_of(const std::string& mark, const std::vector<SortColumn>& order);

/// The page of what was read for it: one position more than it shows, where there are so many. The total is nothing
/// behind a mark.
Page<std::int64_t> page_of(const PageRequest& request, std::vector<Position> positions,
                           std::optional<std::int64_t> total);

/// The ids that stand on a page. Throws a Refusal at `after` for a mark that is none of this list.
Page<std::int64_t> read_page(database::Session& session, const Listing& listing, const PageRequest& request);

/// The page with the rows of its ids, which may come in any order; those that have gone meanwhile are left out.
template <class T>
Page<T> in_order(const Page<std::int64_t>& ids, std::vector<T> rows) {
    std::map<std::int64_t, T> by_id;
    for (T& row : rows) by_id.emplace(row.id, std::move(row));
    std::vector<T> items;
    items.reserve(ids.items.size());
    for (const std::int64_t id : ids.items) {
        if (const auto found = by_id.find(id); found != by_id.end()) items.push_back(std::move(found->second));
    }
    return ids.with(std::move(items));
}

}  // namespace till

#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/kernel/list_counts.h"
#include "shop/kernel/list_page.h"

namespace till {

/// A column that a list is ordered by.
struct SortColumn {
    std::string sql;
    bool descending = false;
    database::Cell::Kind kind = database::Cell::Kind::integer;
};

/// Where a row stands in a list: its values of the columns that the list is ordered by.
using Position = std::vector<database::Cell>;

/// How many rows there are: of a count that was ended, at least.
struct Total {
    std::int64_t rows = 0;
    bool is_at_least = false;
    std::int64_t looked_at = 0;  ///< for a count
};

/// Rows that are counted for the total of a list, up to a bound: no more than one index has to be looked at.
struct Counted {
    /// `FROM … WHERE …`: one range of an index.
    database::Query from_where;
    /// Which of them belong to the list, said by columns of that index; empty: all.
    database::Query test{""};
};

/// A list, to be read page by page. Behind a cursor it is read from an index, from where that page begins: the last
/// page costs what the first does, also where many rows have the same key, provided that an index has the first of
/// `same` and then `order`. (Both databases' indexes end in the id by themselves.)
///
/// A condition without an index is tested row by row, in the order of the list and no further than `rows_max`: a page
/// that this ends early holds the rows found, and its `next` continues where it stopped.
struct Listing {
    /// `FROM … WHERE …`.
    database::Query from_where;
    /// Together they tell all rows apart; the last is the id. None is ever null.
    std::vector<SortColumn> order;
    /// Columns that have one value in the whole list: the first ones of the index.
    std::vector<std::pair<std::string, database::Cell>> same = {};
    /// ` AND …`: between what the first column of `order` has to be. It must not bound the side where the list begins
    /// while a cursor does: SQLite would begin at one of both, and not know which is nearer. Empty: none.
    database::Query range{""};
    /// A condition that each row is looked at for; empty: none.
    database::Query test{""};
    /// Drops those that do not belong to the list, for conditions that are cheaper to look up for many rows at once.
    std::function<void(std::vector<Position>&)> sift = {};
    /// How many rows one request looks at where there is a test or a sift.
    std::int64_t rows_max = 8'000;
    /// What it is as a whole, where its length is stored; else it is counted.
    std::optional<CountedList> counted = {};
    /// The total, where the caller has counted it.
    std::optional<Total> total = {};
};

/// A hint behind the name of a table: to be read by this index and no other.
std::string by_index(database::Dialect dialect, const std::string& name);

/// Adds that a column has a value, as a page that begins within an index has to say it: MariaDB reads what is `=` by
/// that alone where it likes, passing all rows before the cursor; a range it enters where it begins. SQLite uses the
/// rest of its index only behind columns with `=`.
void add_same(database::Query& query, database::Dialect dialect, const std::string& column, const std::string& name,
              const database::Cell& value);

/// What a cursor says; nothing for one that is none of a list in this order.
std::optional<Position> position_in(const std::string& after, const std::vector<SortColumn>& order);
/// The same, but throws a Refusal at `after`.
Position position_of(const std::string& after, const std::vector<SortColumn>& order);

/// Counts no further than rows_by_number_max.
Total count(database::SqlSession& session, const Counted& counted);

/// The result of a walk through a list.
struct Walk {
    std::vector<Position> found;
    std::int64_t looked_at = 0;
    std::optional<Position> stopped;  ///< the last row looked at, where that many were enough and more may follow
};

/// Goes through a list, from behind a cursor where there is one, until `wanted` are found or `rows_max` are looked at.
Walk walk(database::SqlSession& session, const Listing& listing, const std::optional<Position>& after,
          std::int64_t wanted, std::int64_t rows_max);

/// The page of what was found for it from its beginning (behind a cursor) or from that of the list (by number), which
/// is one more than its size where there are so many. Where the walk was `stopped`, it continues from there. Without a
/// total there are at least as many as were found. Throws a Refusal at `page` for one that is out of reach.
ListPage<std::int64_t> page_of(const ListPageRequest& request, std::vector<Position> found,
                               const std::optional<Total>& total = {}, const std::optional<Position>& stopped = {});

/// The same for cursors that say more than the position: `after` makes one of it.
using EncodePosition = std::function<std::string(const Position&)>;
ListPage<std::int64_t> page_of(const ListPageRequest& request, std::vector<Position> found,
                               const std::optional<Total>& total, const std::optional<Position>& stopped,
                               const EncodePosition& encode);

std::string encode_position(const Position& position);

/// The ids that stand on a page. Throws a Refusal at `after` for a cursor that is none of this list, and at `page` for
/// a page that is out of reach.
ListPage<std::int64_t> read_page(database::SqlSession& session, const Listing& listing, const ListPageRequest& request);

}  // namespace till

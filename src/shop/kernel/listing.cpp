#include "shop/kernel/listing.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "platform/errors/refusal.h"
#include "platform/json/json.h"
#include "platform/text/numbers.h"

namespace till {
namespace {

using database::Cell;
using database::Dialect;
using database::Query;
using database::SqlSession;

std::optional<Cell> decode_cell(const json::Value& value, Cell::Kind kind) {
    if (kind == Cell::Kind::text) {
        return value.text() == nullptr ? std::nullopt : std::optional(database::cell_of(*value.text()));
    }
    if (value.number() == nullptr) return std::nullopt;
    const auto number = parse_integer<std::int64_t>(value.number()->text);
    return number ? std::optional(database::cell_of(*number)) : std::nullopt;
}

void add_condition(Query& query, const std::string& sql, const Cell& value) {
    value.kind == Cell::Kind::integer ? query.add(" AND " + sql, value.integer) : query.add(" AND " + sql, value.text);
}

// So many rows are looked at first, and then several times as many each time.
constexpr std::int64_t looked_at_first = 100;
constexpr std::int64_t looked_at_growth = 4;
constexpr std::int64_t looked_at_together = 4'000;

std::vector<SortColumn> reversed(std::vector<SortColumn> order) {
    for (SortColumn& column : order) column.descending = !column.descending;
    return order;
}

class Reader {
 public:
    Reader(SqlSession& session, const Listing& listing)
        : session_(session), listing_(listing), all_(listing.from_where), tested_(!listing.test.sql().empty()) {
        for (std::size_t i = 0; i < listing.same.size(); ++i) {
            const auto& [column, value] = listing.same[i];
            add_same(all_, session.dialect(), column, "same" + std::to_string(i), value);
        }
        for (const SortColumn& column : listing.order) {
            columns_ += (columns_.empty() ? "" : ", ") + column.sql;
            kinds_.emplace_back().kind = column.kind;
        }
    }

    Total total() {
        if (listing_.counted) return {.rows = stored_count(session_, *listing_.counted)};
        if (listing_.total) return *listing_.total;
        return count(session_, {.from_where = Query(all_).add(listing_.range)});
    }

    std::vector<Position> from_number(std::int64_t limit, std::int64_t offset) {
        return rows(ordered(whole(), listing_.order).add(" LIMIT :limit OFFSET :offset", limit, offset));
    }

    /// In the list's order, the last of them `offset` rows before its end.
    std::vector<Position> from_end(std::int64_t limit, std::int64_t offset) {
        std::vector<Position> found =
            rows(ordered(whole(), reversed(listing_.order)).add(" LIMIT :limit OFFSET :offset", limit, offset));
        std::reverse(found.begin(), found.end());
        return found;
    }

    /// First the rows that are as the cursor in all columns but the last, then those in all but the last two, …: each
    /// time what one index has in a row.
    std::vector<Position> behind(const Position& after, std::int64_t limit) {
        std::vector<Position> found;
        for (std::size_t same = after.size(); same-- > 0 && std::ssize(found) < limit;) {
            for (Position& position : rows(behind(after, same, limit - std::ssize(found)))) {
                found.push_back(std::move(position));
            }
        }
        return found;
    }

    /// Rows looked at, with whether they pass the test.
    struct Looked {
        std::vector<Position> passed;
        std::optional<Position> last;
        std::int64_t rows = 0;
    };

    Looked look(const std::optional<Position>& after, std::size_t same, std::int64_t limit) {
        const Query range =
            after ? behind(*after, same, limit) : ordered(whole(), listing_.order).add(" LIMIT :limit", limit);
        Query query("SELECT " + columns_);
        if (tested_) query.add(", CASE WHEN ").add(listing_.test).add(" THEN 1 ELSE 0 END");
        query.add(" ").add(range);
        std::vector<Cell> into = kinds_;
        if (tested_) into.emplace_back();
        Looked looked;
        looked.rows = session_.run(query.sql(), query.parameters(), into, [&] {
            looked.last.emplace(into.begin(), into.begin() + std::ssize(kinds_));
            if (!tested_ || into.back().integer != 0) looked.passed.push_back(*looked.last);
        });
        if (listing_.sift) listing_.sift(looked.passed);
        return looked;
    }

 private:
    static std::string direction(const SortColumn& column) { return column.descending ? " DESC" : ""; }

    Query whole() const { return Query(all_).add(listing_.range); }

    Query ordered(Query query, const std::vector<SortColumn>& order) const {
        query.add(" ORDER BY ");
        // The columns that are the same help MariaDB to see that the index has the order.
        for (const auto& [column, value] : listing_.same) query.add(column + direction(order.front()) + ", ");
        for (std::size_t i = 0; i < order.size(); ++i) {
            query.add((i == 0 ? "" : ", ") + order[i].sql + direction(order[i]));
        }
        return query;
    }

    /// The rows that are as the cursor in the first `same` columns and behind it in the next.
    Query behind(const Position& after, std::size_t same, std::int64_t limit) const {
        // The cursor implies the range: repeating it would lead SQLite to read all of it.
        Query query(same == 0 ? whole() : all_);
        for (std::size_t i = 0; i < same; ++i) {
            add_same(query, session_.dialect(), listing_.order[i].sql, "mark" + std::to_string(i), after[i]);
        }
        const SortColumn& column = listing_.order[same];
        add_condition(query, column.sql + (column.descending ? " < " : " > ") + ":mark", after[same]);
        return ordered(query, listing_.order).add(" LIMIT :limit", limit);
    }

    std::vector<Position> rows(const Query& from_where) {
        std::vector<Position> found;
        std::vector<Cell> into = kinds_;
        session_.run("SELECT " + columns_ + " " + from_where.sql(), from_where.parameters(), into,
                     [&] { found.push_back(into); });
        return found;
    }

    SqlSession& session_;
    const Listing& listing_;
    Query all_;
    bool tested_;
    std::string columns_;
    std::vector<Cell> kinds_;
};

Refusal out_of_reach() {
    return Refusal::invalid("page", "is out of reach by its number; go on with next_cursor as after");
}

/// A list that an index has in its order, and nothing else.
ListPage<std::int64_t> page_by_number(Reader& reader, const ListPageRequest& request) {
    const Total total = reader.total();
    ListPage<std::int64_t> page{.page = request.page,
                                .per_page = request.per_page,
                                .total = total.rows,
                                .total_is_at_least = total.is_at_least,
                                .has_end = true};
    if (!page.has_number(request.page)) throw out_of_reach();
    if (!total.is_at_least && request.offset() >= total.rows) return page;
    const std::int64_t wanted = request.per_page + 1;  // one more shows whether there is another page
    if (request.offset() == 0 || request.offset() + request.per_page <= rows_by_number_max) {
        std::vector<Position> found = reader.from_number(wanted, request.offset());
        if (std::ssize(found) == wanted) page.next = encode_position(found[found.size() - 2]);
        found.resize(std::min<std::size_t>(found.size(), static_cast<std::size_t>(request.per_page)));
        for (const Position& position : found) page.items.push_back(position.back().integer);
        return page;
    }
    const std::int64_t shown = std::min(request.per_page, total.rows - request.offset());
    const std::int64_t behind = total.rows - request.offset() - shown;
    const std::vector<Position> found = reader.from_end(shown, behind);
    for (const Position& position : found) page.items.push_back(position.back().integer);
    if (behind > 0 && !found.empty()) page.next = encode_position(found.back());
    return page;
}

/// Filters row by row: for the total too, where it is not stored.
ListPage<std::int64_t> page_looked_at(SqlSession& session, const Listing& listing, const ListPageRequest& request) {
    if (request.after) {
        Walk way =
            walk(session, listing, position_of(*request.after, listing.order), request.per_page + 1, listing.rows_max);
        return page_of(request, std::move(way.found), {}, way.stopped);
    }
    std::optional<Total> total;
    if (listing.counted || listing.total) total = Reader(session, listing).total();
    if (total && !total->is_at_least && request.offset() >= total->rows) return page_of(request, {}, total);
    const bool counts = !total && !listing.sift;
    const std::int64_t wanted = counts ? listing.rows_max + 1 : request.offset() + request.per_page + 1;
    Walk way = walk(session, listing, std::nullopt, wanted, listing.rows_max);
    const bool ended = !way.stopped && std::ssize(way.found) < wanted;
    if (ended) total = Total{.rows = std::ssize(way.found)};
    if (total && total->is_at_least) total->rows = std::max<std::int64_t>(total->rows, std::ssize(way.found));
    return page_of(request, std::move(way.found), total, way.stopped);
}

}  // namespace

std::string encode_position(const Position& position) {
    json::Writer writer;
    writer.begin_array();
    for (const Cell& cell : position) {
        cell.kind == Cell::Kind::integer ? writer.integer(cell.integer) : writer.text(cell.text);
    }
    writer.end_array();
    return writer.take();
}

std::string by_index(Dialect dialect, const std::string& name) {
    return dialect == Dialect::sqlite ? " INDEXED BY " + name : " FORCE INDEX (" + name + ")";
}

void add_same(Query& query, Dialect dialect, const std::string& column, const std::string& name, const Cell& value) {
    if (dialect == Dialect::sqlite) {
        add_condition(query, column + " = :" + name, value);
    } else {
        add_condition(query, column + " >= :from_" + name, value);
        add_condition(query, column + " <= :to_" + name, value);
    }
}

std::optional<Position> position_in(const std::string& after, const std::vector<SortColumn>& order) {
    json::Value value;
    try {
        value = json::parse(after);
    } catch (const Refusal&) {
        return std::nullopt;
    }
    if (value.array() == nullptr || value.array()->size() != order.size()) return std::nullopt;
    Position position;
    for (std::size_t i = 0; i < order.size(); ++i) {
        auto cell = decode_cell((*value.array())[i], order[i].kind);
        if (!cell) return std::nullopt;
        position.push_back(std::move(*cell));
    }
    return position;
}

Position position_of(const std::string& after, const std::vector<SortColumn>& order) {
    auto position = position_in(after, order);
    if (!position) throw Refusal::invalid("after", "is not a cursor of this list");
    return std::move(*position);
}

Total count(SqlSession& session, const Counted& counted) {
    const bool tested = !counted.test.sql().empty();
    Query query("SELECT COUNT(*), CAST(COALESCE(SUM(is_in), 0) AS SIGNED INTEGER) FROM (SELECT ");
    if (tested) {
        query.add("CASE WHEN ").add(counted.test).add(" THEN 1 ELSE 0 END AS is_in ");
    } else {
        query.add("1 AS is_in ");
    }
    query.add(counted.from_where).add(" LIMIT :rows_max) AS looked_at", rows_by_number_max + 1);
    const auto [looked_at, rows] = session.rows<std::int64_t, std::int64_t>(query).at(0);
    if (looked_at <= rows_by_number_max) return {.rows = rows, .looked_at = looked_at};
    return {.rows = std::min(rows, rows_by_number_max), .is_at_least = true, .looked_at = looked_at};
}

Walk walk(SqlSession& session, const Listing& listing, const std::optional<Position>& after, std::int64_t wanted,
          std::int64_t rows_max) {
    Reader reader(session, listing);
    Walk way;
    std::optional<Position> from = after;
    std::size_t same = from ? from->size() - 1 : 0;
    for (std::int64_t together = looked_at_first;;
         together = std::min(together * looked_at_growth, looked_at_together)) {
        const std::int64_t limit =
            std::min(std::max(together, std::min(wanted, looked_at_together)), rows_max - way.looked_at);
        if (limit <= 0) {
            way.stopped = from;
            return way;
        }
        Reader::Looked looked = reader.look(from, same, limit);
        way.looked_at += looked.rows;
        std::move(looked.passed.begin(), looked.passed.end(), std::back_inserter(way.found));
        if (std::ssize(way.found) >= wanted) return way;
        if (looked.rows == limit) {
            from = std::move(looked.last);
            same = from->size() - 1;
        } else if (!from || same-- == 0) {
            return way;
        }
    }
}

ListPage<std::int64_t> page_of(const ListPageRequest& request, std::vector<Position> found,
                               const std::optional<Total>& total, const std::optional<Position>& stopped) {
    return page_of(request, std::move(found), total, stopped, encode_position);
}

ListPage<std::int64_t> page_of(const ListPageRequest& request, std::vector<Position> found,
                               const std::optional<Total>& total, const std::optional<Position>& stopped,
                               const EncodePosition& encode) {
    ListPage<std::int64_t> page{.items = {}, .page = {}, .per_page = request.per_page, .total = {}};
    std::int64_t first = 0;
    if (!request.after) {
        page.page = request.page;
        page.total = total ? total->rows : std::ssize(found);
        page.total_is_at_least = !total || total->is_at_least;
        first = request.offset();
        const bool is_reached = std::ssize(found) > first || !(stopped || page.total_is_at_least);
        if (!page.has_number(request.page) || (!is_reached && request.page > 1)) throw out_of_reach();
    }
    const std::int64_t end = std::min<std::int64_t>(first + request.per_page, std::ssize(found));
    for (std::int64_t i = first; i < end; ++i) {
        page.items.push_back(found[static_cast<std::size_t>(i)].back().integer);
    }
    if (end > first && std::ssize(found) > end) {
        page.next = encode(found[static_cast<std::size_t>(end - 1)]);
    } else if (stopped && first <= std::ssize(found)) {
        page.next = encode(*stopped);
    }
    return page;
}

ListPage<std::int64_t> read_page(SqlSession& session, const Listing& listing, const ListPageRequest& request) {
    if (!listing.test.sql().empty() || listing.sift) return page_looked_at(session, listing, request);
    Reader reader(session, listing);
    if (!request.after) return page_by_number(reader, request);
    const Position after = position_of(*request.after, listing.order);
    return page_of(request, reader.behind(after, request.per_page + 1));
}

}  // namespace till

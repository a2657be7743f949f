#include "repositories/listing.h"

#include <charconv>
#include <optional>

#include "utils/json.h"
#include "utils/refusal.h"

namespace till {
namespace {

using database::Cell;
using database::Dialect;
using database::Query;
using database::Session;

std::string mark_of(const Position& position) {
    json::Writer mark;
    mark.begin_array();
    for (const Cell& cell : position) {
        cell.kind == Cell::Kind::integer ? mark.integer(cell.integer) : mark.text(cell.text);
    }
    mark.end_array();
    return mark.take();
}

std::optional<Cell> cell_of_mark(const json::Value& value, Cell::Kind kind) {
    if (kind == Cell::Kind::text) {
        return value.text() == nullptr ? std::nullopt : std::optional(database::cell_of(*value.text()));
    }
    if (value.number() == nullptr) return std::nullopt;
    const std::string& text = value.number()->text;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return database::cell_of(number);
}

void add_condition(Query& query, const std::string& sql, const Cell& value) {
    value.kind == Cell::Kind::integer ? query.add(" AND " + sql, value.integer) : query.add(" AND " + sql, value.text);
}

class Reader {
 public:
    Reader(Session& session, const Listing& listing) : session_(session), listing_(listing), all_(listing.from_where) {
        for (std::size_t i = 0; i < listing.same.size(); ++i) {
            const auto& [column, value] = listing.same[i];
            add_same(all_, session.dialect(), column, "same" + std::to_string(i), value);
        }
        for (const SortColumn& column : listing.order) {
            columns_ += (columns_.empty() ? "" : ", ") + column.sql;
            kinds_.emplace_back().kind = column.kind;
        }
        // The first of the columns that are the same helps MariaDB to see that the index has the order.
        if (!listing.same.empty()) order_ = listing.same.front().first + direction(listing.order.front()) + ", ";
        for (std::size_t i = 0; i < listing.order.size(); ++i) {
            order_ += (i == 0 ? "" : ", ") + listing.order[i].sql + direction(listing.order[i]);
        }
    }

    std::int64_t total() {
        if (listing_.kept) return kept_total(session_, *listing_.kept);
        return session_.value<std::int64_t>(Query("SELECT COUNT(*) ").add(all_)).value_or(0);
    }

    std::vector<Position> from_number(std::int64_t limit, std::int64_t offset) {
        return rows(Query(all_).add(" ORDER BY " + order_ + " LIMIT :limit OFFSET :offset", limit, offset));
    }

    /// First the rows that are as the mark in all columns but the last, then those in all but the last two, …: each
    /// time what one index has in a row.
    std::vector<Position> behind(const Position& mark, std::int64_t limit) {
        std::vector<Position> found;
        for (std::size_t same = mark.size(); same-- > 0 && std::ssize(found) < limit;) {
            Query query(all_);
            for (std::size_t i = 0; i < same; ++i) {
                add_same(query, session_.dialect(), listing_.order[i].sql, "mark" + std::to_string(i), mark[i]);
            }
            const SortColumn& column = listing_.order[same];
            add_condition(query, column.sql + (column.descending ? " < " : " > ") + ":mark", mark[same]);
            query.add(" ORDER BY " + order_ + " LIMIT :limit", limit - std::ssize(found));
            for (Position& position : rows(query)) found.push_back(std::move(position));
        }
        return found;
    }

 private:
    static std::string direction(const SortColumn& column) { return column.descending ? " DESC" : ""; }

    std::vector<Position> rows(const Query& from_where) {
        std::vector<Position> found;
        std::vector<Cell> into = kinds_;
        session_.run("SELECT " + columns_ + " " + from_where.sql(), from_where.parameters(), into,
                     [&] { found.push_back(into); });
        return found;
    }

    Session& session_;
    const Listing& listing_;
    Query all_;
    std::string columns_;
    std::string order_;
    std::vector<Cell> kinds_;
};

}  // namespace

void add_same(Query& query, Dialect dialect, const std::string& column, const std::string& name, const Cell& value) {
    if (dialect == Dialect::sqlite) {
        add_condition(query, column + " = :" + name, value);
    } else {
        add_condition(query, column + " >= :from_" + name, value);
        add_condition(query, column + " <= :to_" + name, value);
    }
}

Position position_of(const std::string& mark, const std::vector<SortColumn>& order) {
    const auto refuse = [] { return Refusal::invalid("after", "is not a cursor of this list"); };
    json::Value value;
    try {
        value = json::parse(mark);
    } catch (const Refusal&) {
        throw refuse();
    }
    if (value.array() == nullptr || value.array()->size() != order.size()) throw refuse();
    Position position;
    for (std::size_t i = 0; i < order.size(); ++i) {
        auto cell = cell_of_mark((*value.array())[i], order[i].kind);
        if (!cell) throw refuse();
        position.push_back(std::move(*cell));
    }
    return position;
}

Page<std::int64_t> page_of(const PageRequest& request, std::vector<Position> positions,
                           std::optional<std::int64_t> total) {
    Page<std::int64_t> page{.items = {}, .page = {}, .per_page = request.per_page, .total = total};
    if (!request.after) page.page = request.page;
    if (std::ssize(positions) > request.per_page) {
        positions.pop_back();
        page.next = mark_of(positions.back());
    }
    for (const Position& position : positions) page.items.push_back(position.back().integer);
    return page;
}

Page<std::int64_t> read_page(Session& session, const Listing& listing, const PageRequest& request) {
    Reader reader(session, listing);
    const std::int64_t wanted = request.per_page + 1;  // one more tells whether there is another page
    if (request.after) {
        return page_of(request, reader.behind(position_of(*request.after, listing.order), wanted), std::nullopt);
    }
    const std::int64_t total = reader.total();
    return page_of(request, reader.from_number(wanted, request.offset()), total);
}

}  // namespace till

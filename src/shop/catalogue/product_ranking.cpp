#include "shop/catalogue/product_ranking.h"

#include <algorithm>
#include <iterator>

#include "platform/errors/refusal.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Dialect;
using database::Query;
using database::SqlSession;

constexpr SearchBounds bounds_on_sqlite{.gathered_entries = 25'000, .sifted_entries = 30'000, .lookup_entries = 5};
constexpr SearchBounds bounds_on_mariadb{.gathered_entries = 15'000, .sifted_entries = 12'000, .lookup_entries = 8};
// How many rows are looked up for one request at most, and at least whatever they cost.
constexpr std::int64_t sifted_rows_most = 3'000;
constexpr std::int64_t sifted_rows_least = 300;

std::vector<ProductId> ids_of(const std::vector<Position>& positions) {
    std::vector<ProductId> ids;
    for (const Position& position : positions) ids.push_back(position.back().integer);
    return ids;
}

/// The index of a term, a run of rows for each word with each of its weights.
class Ranking {
 public:
    Ranking(SqlSession& session, const Postings& postings, const Sift& sift)
        : session_(session), postings_(postings), sift_(sift), runs_(postings.shares()) {
        std::ranges::sort(runs_, [&](const WordShare& a, const WordShare& b) {
            const auto key = [&](const WordShare& run) { return std::pair(-postings.score_of(run), run.word); };
            return key(a) < key(b);
        });
    }

    bool looks_only_at_hits() const { return !sift_.drop && postings_.is_one_word(); }

    Walk read(const std::optional<Position>& after, std::int64_t wanted, std::int64_t rows_max) const {
        Walk way;
        for (const WordShare& run : runs_) {
            std::optional<Position> from;
            if (after && is_before(run, *after)) continue;
            if (after && is_of(run, *after)) from = Position{after->back()};
            const std::int64_t rows_left = rows_max - way.looked_at;
            if (rows_left <= 0) {
                way.stopped = position_in_run(run, from ? from->back() : cell_of(std::int64_t{0}));
                return way;
            }
            Walk part = walk(session_, listing_of(run), from, wanted - std::ssize(way.found), rows_left);
            way.looked_at += part.looked_at;
            for (const Position& position : part.found) {
                way.found.push_back(position_in_run(run, position.back()));
            }
            if (part.stopped) way.stopped = position_in_run(run, part.stopped->back());
            if (part.stopped || std::ssize(way.found) >= wanted) return way;
        }
        return way;
    }

    Position position_behind(const std::string& after) const {
        if (auto position = position_in(after, index_order())) return std::move(*position);
        if (!looks_only_at_hits()) throw Refusal::invalid("after", "is not a cursor of this list");
        const Position position = position_of(after, score_order());
        return {cell_of(postings_.term().text), position.front(), cell_of(postings_.shares().front().word),
                position.back()};
    }

 private:
    Position position_in_run(const WordShare& run, const Cell& id) const {
        return {cell_of(postings_.term().text), cell_of(postings_.score_of(run)), cell_of(run.word), id};
    }

    bool is_before(const WordShare& run, const Position& after) const {
        const std::int64_t score = postings_.score_of(run);
        return score != after[1].integer ? score > after[1].integer : run.word < after[2].text;
    }
    bool is_of(const WordShare& run, const Position& after) const {
        return postings_.score_of(run) == after[1].integer && run.word == after[2].text;
    }

    Listing listing_of(const WordShare& run) const {
        Listing listing{.from_where = Query("FROM product_words AS here" +
                                            by_index(session_.dialect(), "product_words_word") + " WHERE 1 = 1"),
                        .order = {{"here.product_id"}},
                        .same = {{"here.word", cell_of(run.word)}, {"here.weight", cell_of(run.weight)}}};
        if (looks_only_at_hits()) return listing;
        listing.sift = [this, run](std::vector<Position>& rows) {
            if (!postings_.is_one_word()) {
                const auto better = postings_.with_better_word(session_, ids_of(rows), run);
                std::erase_if(rows, [&](const Position& row) { return better.contains(row.back().integer); });
            }
            if (sift_.drop) sift_.drop(rows);
        };
        return listing;
    }

    SqlSession& session_;
    const Postings& postings_;
    const Sift& sift_;
    std::vector<WordShare> runs_;
};

}  // namespace

const SearchBounds& search_bounds(Dialect dialect) {
    return dialect == Dialect::sqlite ? bounds_on_sqlite : bounds_on_mariadb;
}

std::int64_t sifted_rows_max(Dialect dialect, std::int64_t cost) {
    return std::clamp(search_bounds(dialect).sifted_entries / std::max<std::int64_t>(1, cost), sifted_rows_least,
                      sifted_rows_most);
}

std::vector<SortColumn> score_order() { return {{"score", true}, {"id"}}; }

std::vector<SortColumn> index_order() {
    return {{"term", false, Cell::Kind::text}, {"score", true}, {"word", false, Cell::Kind::text}, {"id"}};
}

ListPage<std::int64_t> read_ranked_page(SqlSession& session, const Postings& postings, const Sift& sift,
                                        const ListPageRequest& request) {
    const Ranking ranking(session, postings, sift);
    const std::int64_t better = postings.is_one_word() ? 0 : postings.lookup_cost(session.dialect());
    const std::int64_t rows_max = ranking.looks_only_at_hits() ? rows_by_number_max + request.per_page + 1
                                                               : sifted_rows_max(session.dialect(), sift.cost + better);
    const auto encode = [&](const Position& position) {
        return encode_position(ranking.looks_only_at_hits() ? Position{position[1], position[3]} : position);
    };
    if (request.after) {
        Walk way = ranking.read(ranking.position_behind(*request.after), request.per_page + 1, rows_max);
        return page_of(request, std::move(way.found), {}, way.stopped, encode);
    }
    std::optional<Total> total;
    if (ranking.looks_only_at_hits()) {
        total = Total{.rows = *postings.entries()};
        const ListPage<std::int64_t> page{.per_page = request.per_page, .total = total->rows};
        const bool shows_any = request.offset() < total->rows && page.has_number(request.page);
        if (!shows_any) return page_of(request, {}, total);
    }
    const std::int64_t wanted = request.offset() + request.per_page + 1;
    Walk way = ranking.read(std::nullopt, wanted, rows_max);
    if (!total && !way.stopped && std::ssize(way.found) < wanted) total = Total{.rows = std::ssize(way.found)};
    return page_of(request, std::move(way.found), total, way.stopped, encode);
}

}  // namespace till

#include "shop/catalogue/product_search.h"

#include <algorithm>
#include <map>

#include "platform/errors/refusal.h"
#include "shop/catalogue/product_filters.h"
#include "shop/catalogue/product_postings.h"
#include "shop/catalogue/product_ranking.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Query;
using database::SqlSession;

bool is_by_relevance(const ProductQuery& query) {
    return query.sort.value_or(ProductSort::relevance) == ProductSort::relevance;
}

std::vector<ProductId> ids_of(const std::vector<Hit>& hits) {
    std::vector<ProductId> ids;
    for (const Hit& hit : hits) ids.push_back(hit.id);
    return ids;
}

/// Products with their place in the order of a query, and those only that pass its filters.
std::map<ProductId, Cell> sort_keys(SqlSession& session, const std::vector<ProductId>& ids, const ProductQuery& query) {
    const SortColumn key = order_of(query).front();
    const Query condition = filter_condition(query);
    std::map<ProductId, Cell> keys;
    for (std::size_t first = 0; first < ids.size(); first += ids_together) {
        const auto some = std::span(ids).subspan(first, std::min(ids_together, ids.size() - first));
        Query sql("SELECT products.id, " + key.sql + " ");
        sql.add(from_among(session.dialect(), "products", "id", some));
        if (!condition.sql().empty()) sql.add(" AND ").add(condition);
        std::vector<Cell> into(2);
        into[1].kind = key.kind;
        session.run(sql.sql(), sql.parameters(), into, [&] { keys.emplace(into[0].integer, into[1]); });
    }
    return keys;
}

bool is_before(const Position& a, const Position& b, const std::vector<SortColumn>& order) {
    for (std::size_t i = 0; i < order.size(); ++i) {
        const int compared = a[i].kind == Cell::Kind::integer
                                 ? (a[i].integer > b[i].integer) - (a[i].integer < b[i].integer)
                                 : a[i].text.compare(b[i].text);
        if (compared != 0) return order[i].descending ? compared > 0 : compared < 0;
    }
    return false;
}

/// One search, with the terms that the fewest have first.
class Search {
 public:
    Search(SqlSession& session, const ProductQuery& query, const std::vector<SearchTerm>& terms)
        : session_(session), query_(query), bounds_(search_bounds(session.dialect())) {
        for (const SearchTerm& term : terms) terms_.emplace_back(session, term);
        std::ranges::stable_sort(terms_, [](const Postings& a, const Postings& b) {
            return a.entries() && (!b.entries() || *a.entries() < *b.entries());
        });
    }

    ListPage<ProductId> read() {
        if (terms_.front().entries() == 0) return page_of(query_, {}, Total{});
        return is_by_relevance(query_) ? by_relevance() : sorted();
    }

 private:
    ListPage<ProductId> by_relevance() {
        if (!query_.after) {
            if (is_one_word()) return from_index();
            if (auto hits = gather(bounds_.gathered_entries))
                return page_of_gathered(in_order_of_score(*hits), score_order());
            return terms_.front().entries() ? from_index() : by_id();
        }
        if (position_in(*query_.after, index_order())) return from_index();
        if (position_in(*query_.after, {{"id"}})) return by_id();
        position_of(*query_.after, score_order());
        if (is_one_word()) return from_index();
        // Some more than were gathered for the first page may have come meanwhile.
        if (auto hits = gather(2 * bounds_.gathered_entries))
            return page_of_gathered(in_order_of_score(*hits), score_order());
        throw Refusal::invalid("after", "is a cursor of this list no more: begin again");
    }

    /// What the index has in the order of the scores.
    bool is_one_word() const { return terms_.size() == 1 && terms_.front().is_one_word() && !has_filters(query_); }

    ListPage<ProductId> sorted() {
        const auto hits = gather(bounds_.gathered_entries - bounds_.lookup_entries);
        if (!hits || left_ < bounds_.lookup_entries * std::ssize(*hits))
            return through(catalogue(query_, session_.dialect()));
        std::vector<Position> positions;
        for (auto& [id, key] : sort_keys(session_, ids_of(*hits), query_)) {
            positions.push_back({std::move(key), cell_of(id)});
        }
        return page_of_gathered(std::move(positions), order_of(query_));
    }

    /// All that is found, by id; nothing where that would look at more than `entries`.
    std::optional<std::vector<Hit>> gather(std::int64_t entries) {
        left_ = entries;
        if (auto few = few_of_the_filters()) return intersection(std::move(*few), 0);
        const auto first = terms_.front().entries();
        if (!first || *first > left_) return std::nullopt;
        left_ -= *first;
        auto hits = intersection(terms_.front().read(session_), 1);
        if (!hits || !has_filters(query_) || !is_by_relevance(query_)) return hits;
        left_ -= bounds_.lookup_entries * std::ssize(*hits);
        if (left_ < 0) return std::nullopt;
        const auto passed = sort_keys(session_, ids_of(*hits), query_);
        std::erase_if(*hits, [&](const Hit& hit) { return !passed.contains(hit.id); });
        return hits;
    }

    /// The products of the filters, where they are fewer than those of any term.
    std::optional<std::vector<Hit>> few_of_the_filters() {
        if (!has_filters(query_)) return std::nullopt;
        const Counted counted = filtered(query_, session_.dialect());
        const Total total = count(session_, counted);
        const auto first = terms_.front().entries();
        const std::int64_t lookups = total.looked_at * lookup_cost(nullptr);
        if (total.is_at_least || lookups > left_ || (first && *first <= total.looked_at)) return std::nullopt;
        left_ -= total.looked_at;
        Query ids("SELECT products.id ");
        ids.add(counted.from_where);
        if (!counted.test.sql().empty()) ids.add(" AND ").add(counted.test);
        std::vector<Hit> hits;
        for (const auto& [id] : session_.rows<ProductId>(ids)) hits.push_back({id, 0});
        std::ranges::sort(hits, {}, &Hit::id);
        return hits;
    }

    /// Those that have all terms from that one on.
    std::optional<std::vector<Hit>> intersection(std::vector<Hit> hits, std::size_t first_term) {
        for (std::size_t i = first_term; i < terms_.size() && !hits.empty(); ++i) {
            const std::int64_t looked_up = terms_[i].lookup_cost(session_.dialect()) * std::ssize(hits);
            const bool reads_all = terms_[i].entries() && *terms_[i].entries() < looked_up;
            left_ -= reads_all ? *terms_[i].entries() : looked_up;
            if (left_ < 0) return std::nullopt;
            reads_all ? intersect(hits, terms_[i].read(session_))
                      : intersect(hits, terms_[i].among(session_, ids_of(hits)));
        }
        return hits;
    }

    /// Both by id.
    static void intersect(std::vector<Hit>& hits, const std::vector<Hit>& others) {
        auto other = others.begin();
        std::erase_if(hits, [&](Hit& hit) {
            while (other != others.end() && other->id < hit.id) ++other;
            if (other == others.end() || other->id != hit.id) return true;
            hit.score += other->score;
            return false;
        });
    }
    static void intersect(std::vector<Hit>& hits, const std::unordered_map<ProductId, std::int64_t>& scores) {
        std::erase_if(hits, [&](Hit& hit) {
            const auto found = scores.find(hit.id);
            if (found != scores.end()) hit.score += found->second;
            return found == scores.end();
        });
    }

    static std::vector<Position> in_order_of_score(const std::vector<Hit>& hits) {
        std::vector<Position> positions;
        for (const Hit& hit : hits) positions.push_back({cell_of(hit.score), cell_of(hit.id)});
        return positions;
    }

    ListPage<ProductId> page_of_gathered(std::vector<Position> positions, const std::vector<SortColumn>& order) const {
        const auto before = [&](const Position& a, const Position& b) { return is_before(a, b, order); };
        if (!query_.after) {
            std::ranges::sort(positions, before);
            const Total total{.rows = std::ssize(positions)};
            return page_of(query_, std::move(positions), total);
        }
        const Position after = position_of(*query_.after, order);
        std::erase_if(positions, [&](const Position& position) { return !before(after, position); });
        std::ranges::sort(positions, before);
        return page_of(query_, std::move(positions));
    }

    /// From the index of the term that the fewest have, by its score alone.
    ListPage<ProductId> from_index() {
        const Postings* driver = &terms_.front();
        const auto after = query_.after ? position_in(*query_.after, index_order()) : std::nullopt;
        if (after) {
            const std::string named = after->front().text;
            const auto found =
                std::ranges::find(terms_, named, [](const Postings& postings) { return postings.term().text; });
            if (found == terms_.end()) throw Refusal::invalid("after", "is not a cursor of this list");
            driver = &*found;
        }
        Sift sift{.drop = {}, .cost = lookup_cost(driver) + (has_filters(query_) ? bounds_.lookup_entries : 0)};
        if (sift.cost > 0) {
            sift.drop = [&](std::vector<Position>& rows) {
                keep_with_terms(rows, driver);
                keep_filtered(rows);
            };
        }
        return read_ranked_page(session_, *driver, sift, query_);
    }

    ListPage<ProductId> by_id() {
        ProductQuery unsorted = query_;
        unsorted.sort.reset();
        return through(catalogue(unsorted, session_.dialect()));
    }

    /// A list of products, of which those with all terms are found on the way.
    ListPage<ProductId> through(Listing listing) {
        listing.counted.reset();
        listing.rows_max = sifted_rows_max(session_.dialect(), lookup_cost(nullptr));
        listing.sift = [this](std::vector<Position>& rows) { keep_with_terms(rows, nullptr); };
        return read_page(session_, listing, query_);
    }

    /// Of one product, for all terms but that one.
    std::int64_t lookup_cost(const Postings* all_have) const {
        std::int64_t cost = 0;
        for (const Postings& postings : terms_) {
            if (&postings != all_have) cost += postings.lookup_cost(session_.dialect());
        }
        return cost;
    }

    void keep_with_terms(std::vector<Position>& rows, const Postings* all_have) const {
        for (const Postings& postings : terms_) {
            if (&postings == all_have) continue;
            std::vector<ProductId> ids;
            for (const Position& row : rows) ids.push_back(row.back().integer);
            const auto found = postings.among(session_, ids);
            std::erase_if(rows, [&](const Position& row) { return !found.contains(row.back().integer); });
        }
    }

    void keep_filtered(std::vector<Position>& rows) const {
        if (!has_filters(query_)) return;
        std::vector<ProductId> ids;
        for (const Position& row : rows) ids.push_back(row.back().integer);
        const auto passed = sort_keys(session_, ids, query_);
        std::erase_if(rows, [&](const Position& row) { return !passed.contains(row.back().integer); });
    }

    SqlSession& session_;
    const ProductQuery& query_;
    const SearchBounds& bounds_;
    std::vector<Postings> terms_;
    std::int64_t left_ = 0;  ///< entries that may still be looked at to gather
};

/// Where the filters leave few rows of an index, those are put in order; else the index of the order is gone through.
Listing without_search(SqlSession& session, const ProductQuery& query) {
    Listing listing = catalogue(query, session.dialect());
    if (listing.counted || (query.after && listing.test.sql().empty())) return listing;
    const Counted counted = filtered(query, session.dialect());
    const Total total = count(session, counted);
    listing.total = total;
    if (listing.test.sql().empty() || total.is_at_least || total.looked_at > gathered_rows_max) return listing;
    Listing gathered{.from_where = counted.from_where, .order = listing.order, .total = total};
    if (!counted.test.sql().empty()) gathered.from_where.add(" AND ").add(counted.test);
    return gathered;
}

}  // namespace

ListPage<ProductId> read_products(SqlSession& session, const ProductQuery& query) {
    const std::vector<SearchTerm> terms = search_terms(query.search.value_or(""));
    if (!terms.empty()) return Search(session, query, terms).read();
    return read_page(session, without_search(session, query), query);
}

}  // namespace till

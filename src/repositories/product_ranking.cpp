#include "repositories/product_ranking.h"

#include <algorithm>
#include <functional>
#include <map>

#include "repositories/product_words.h"
#include "repositories/word_index.h"

namespace till {
namespace {

using database::cell_of;
using database::Dialect;
using database::Query;
using database::Session;

// More words than that are read as one range, whatever their number.
constexpr std::int64_t shares_max = 32;

/// Rows of the index that give their products one score.
struct Rows {
    /// Of one word; nothing: of all that begin with the prefix and are not it.
    std::optional<std::string> word;
    std::int64_t weight = 0;
};

class Ranking {
 public:
    Ranking(Session& session, const std::string& prefix)
        : session_(session), prefix_(prefix), shares_(word_shares(session, prefix, shares_max + 1)) {
        are_few_ = std::ssize(shares_) <= shares_max;
        for (const WordShare& share : shares_) {
            products_[share.word] += share.products;
            if (are_few_ || share.word == prefix_) add_word(share);
        }
        if (are_few_) return;
        for (const std::int64_t weight : word_weights) {
            levels_[weight].push_back({std::nullopt, weight});
        }
    }

    /// The word that most have, as far as it is known, and the products that have others only.
    std::int64_t total() const {
        std::string most = prefix_;
        for (const auto& [word, products] : products_) {
            if (are_few_ && products > products_of(most)) most = word;
        }
        if (are_few_ && products_.size() <= 1) return products_of(most);
        Query others("SELECT COUNT(DISTINCT product_id) FROM product_words AS here WHERE ");
        others.add(words_but(most));
        if (products_of(most) == 0) return session_.value<std::int64_t>(others).value_or(0);
        others.add(
            " AND NOT EXISTS (SELECT 1 FROM product_words AS most WHERE most.product_id = here.product_id "
            "AND most.word = :most)",
            most);
        return products_of(most) + session_.value<std::int64_t>(others).value_or(0);
    }

    /// At most `wanted`, behind the mark where there is one.
    std::vector<Position> read(const std::optional<Position>& mark, std::int64_t wanted) const {
        std::vector<Position> found;
        for (const auto& [score, rows] : levels_) {
            if (std::ssize(found) == wanted) break;
            if (mark && score > mark->front().integer) continue;
            const std::int64_t after = mark && score == mark->front().integer ? mark->back().integer : 0;
            const Query level = level_of(score, rows, after, wanted - std::ssize(found));
            for (const auto& [id] : session_.rows<std::int64_t>(level)) {
                found.push_back({cell_of(score), cell_of(id)});
            }
        }
        return found;
    }

 private:
    void add_word(const WordShare& share) {
        const std::int64_t score = share.word == prefix_ ? 2 * share.weight : share.weight;
        levels_[score].push_back({share.word, share.weight});
    }

    std::int64_t products_of(const std::string& word) const {
        const auto found = products_.find(word);
        return found == products_.end() ? 0 : found->second;
    }

    Query words_but(const std::string& most) const {
        if (!are_few_) return Query("here.word > :after_whole AND here.word < :end", prefix_, end_of_words(prefix_));
        Query words("here.word IN (");
        for (const auto& [word, products] : products_) {
            if (word == most) continue;
            const std::string n = std::to_string(words.parameters().size());
            words.add((words.parameters().empty() ? ":other" : ", :other") + n, word);
        }
        return words.add(")");
    }

    /// The products of one score with the lowest ids.
    Query level_of(std::int64_t score, const std::vector<Rows>& all, std::int64_t after, std::int64_t at_most) const {
        if (all.size() == 1) return products_in(all.front(), score, after, at_most, 0);
        Query level("SELECT DISTINCT product_id FROM (");
        for (std::size_t i = 0; i < all.size(); ++i) {
            level.add(i == 0 ? "SELECT product_id FROM (" : " UNION ALL SELECT product_id FROM (");
            level.add(products_in(all[i], score, after, at_most, i)).add(") AS rows" + std::to_string(i));
        }
        return level.add(") AS level ORDER BY product_id LIMIT :at_most", at_most);
    }

    /// `part`: which of a level's, for the names of its parameters.
    Query products_in(const Rows& rows, std::int64_t score, std::int64_t after, std::int64_t at_most,
                      std::size_t part) const {
        const std::string n = std::to_string(part);
        Query query(rows.word ? "SELECT" : "SELECT DISTINCT");
        // Both databases like to read in the order of the ids instead, passing all products that have no such word.
        query.add(" here.product_id FROM product_words AS here ");
        query.add(session_.dialect() == Dialect::sqlite ? "INDEXED BY product_words_word"
                                                        : "FORCE INDEX (product_words_word)");
        query.add(" WHERE here.product_id > :after" + n, after);
        if (rows.word) {
            add_same(query, session_.dialect(), "here.word", "word" + n, cell_of(*rows.word));
        } else {
            query.add(" AND here.word > :whole" + n + " AND here.word < :end" + n, prefix_, end_of_words(prefix_));
        }
        add_same(query, session_.dialect(), "here.weight", "weight" + n, cell_of(rows.weight));
        const bool may_have_better = products_.size() > 1 && score != levels_.begin()->first;
        if (may_have_better) query.add(better_than(score, n));
        // The columns that are the same help MariaDB to see that the index has the order.
        query.add(rows.word ? " ORDER BY here.word, here.weight, here.product_id" : " ORDER BY here.product_id");
        return query.add(" LIMIT :limit" + n, at_most);
    }

    Query better_than(std::int64_t score, const std::string& n) const {
        return Query(
            " AND NOT EXISTS (SELECT 1 FROM product_words AS better WHERE better.product_id = here.product_id "
            "AND better.word >= :better_first" +
                n + " AND better.word < :better_end" + n + " AND CASE WHEN better.word = :better_whole" + n +
                " THEN 2 * better.weight ELSE better.weight END > :score" + n + ")",
            prefix_, end_of_words(prefix_), prefix_, score);
    }

    Session& session_;
    std::string prefix_;
    std::vector<WordShare> shares_;
    bool are_few_ = true;
    std::map<std::string, std::int64_t> products_;                      ///< by word
    std::map<std::int64_t, std::vector<Rows>, std::greater<>> levels_;  ///< by score
};

}  // namespace

std::vector<SortColumn> rank_order(const std::string& score, const std::string& id) { return {{score, true}, {id}}; }

Page<std::int64_t> read_ranked_page(Session& session, const std::string& prefix, const PageRequest& request) {
    const Ranking ranking(session, prefix);
    const std::int64_t wanted = request.per_page + 1;
    if (request.after) {
        const Position mark = position_of(*request.after, rank_order("score", "id"));
        return page_of(request, ranking.read(mark, wanted), std::nullopt);
    }
    const std::int64_t total = ranking.total();
    if (request.offset() >= total) return page_of(request, {}, total);
    std::vector<Position> positions = ranking.read(std::nullopt, request.offset() + wanted);
    positions.erase(positions.begin(),
                    positions.begin() + std::min<std::ptrdiff_t>(request.offset(), std::ssize(positions)));
    return page_of(request, std::move(positions), total);
}

}  // namespace till

#include "shop/catalogue/product_postings.h"

#include <algorithm>

#include "shop/kernel/listing.h"

namespace till {
namespace {

using database::Dialect;
using database::Query;
using database::SqlSession;

// A beginning that more words have is not looked at word by word.
constexpr std::int64_t words_looked_at = 1'000;
// So few are looked up each: MariaDB looks twice into the index for a range of words before it reads it.
constexpr std::size_t words_looked_up = 3;

std::vector<WordShare> shares_of(SqlSession& session, const SearchTerm& term) {
    if (!term.is_whole) return word_shares(session, term.text, words_looked_at + 1);
    std::vector<WordShare> shares;
    for (auto& [weight, products] : session.rows<std::int64_t, std::int64_t>(
             "SELECT weight, products FROM product_word_counts WHERE word = :word ORDER BY weight", term.text)) {
        shares.push_back({term.text, weight, products});
    }
    return shares;
}

}  // namespace

Postings::Postings(SqlSession& session, SearchTerm term) : term_(std::move(term)), shares_(shares_of(session, term_)) {
    if (std::ssize(shares_) > words_looked_at) return;
    entries_ = 0;
    for (const WordShare& share : shares_) {
        *entries_ += share.products;
        if (words_.empty() || words_.back() != share.word) words_.push_back(share.word);
    }
}

bool Postings::is_one_word() const { return entries_ && words_.size() == 1; }

std::int64_t Postings::score_of(const WordShare& share) const {
    return share.word == term_.text ? 2 * share.weight : share.weight;
}

std::vector<Hit> Postings::read(SqlSession& session) const {
    Query query("SELECT product_id, " + score() + " FROM product_words" +
                    by_index(session.dialect(), "product_words_word") + " WHERE 1 = 1",
                term_.text);
    add_words(query);
    std::vector<Hit> hits;
    for (const auto& [id, score] : session.rows<ProductId, std::int64_t>(query)) hits.push_back({id, score});
    std::ranges::sort(hits, [](const Hit& a, const Hit& b) { return a.id != b.id ? a.id < b.id : a.score > b.score; });
    hits.erase(std::unique(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.id == b.id; }),
               hits.end());
    return hits;
}

std::unordered_map<ProductId, std::int64_t> Postings::among(SqlSession& session, std::span<const ProductId> ids) const {
    Query all("");
    words_.empty() || words_.size() > words_looked_up ? add_words(all) : add_known_words(all);
    return best_of(session, ids, all);
}

std::unordered_map<ProductId, std::int64_t> Postings::with_better_word(SqlSession& session,
                                                                       std::span<const ProductId> ids,
                                                                       const WordShare& share) const {
    const std::int64_t score = score_of(share);
    Query better("");
    add_words(better);
    better.add(" AND (CASE WHEN word = :better_whole THEN 2 * weight ELSE weight END > :better", term_.text, score);
    better.add(" OR CASE WHEN word = :same_whole THEN 2 * weight ELSE weight END = :same AND word < :before)",
               term_.text, score, share.word);
    return best_of(session, ids, better);
}

std::int64_t Postings::lookup_cost(Dialect dialect) const {
    const auto words = static_cast<std::int64_t>(words_.size());
    const bool is_range = !entries_ || words_.size() > words_looked_up;
    if (dialect == Dialect::sqlite) return is_range ? 6 : 6 * std::max<std::int64_t>(1, words);
    return is_range ? 30 : 10 * std::max<std::int64_t>(1, words);
}

std::string Postings::score() const { return "CASE WHEN word = :whole THEN 2 * weight ELSE weight END"; }

void Postings::add_words(Query& query) const {
    if (term_.is_whole) {
        query.add(" AND word = :word", term_.text);
    } else {
        query.add(" AND word >= :first AND word < :end", term_.text, end_of_words(term_.text));
    }
}

void Postings::add_known_words(Query& query) const {
    query.add(" AND word IN (");
    for (std::size_t i = 0; i < words_.size(); ++i) {
        query.add((i == 0 ? ":word" : ", :word") + std::to_string(i), words_[i]);
    }
    query.add(")");
}

std::unordered_map<ProductId, std::int64_t> Postings::best_of(SqlSession& session, std::span<const ProductId> ids,
                                                              const Query& condition) const {
    std::unordered_map<ProductId, std::int64_t> best;
    for (std::size_t first = 0; first < ids.size(); first += ids_together) {
        const auto some = ids.subspan(first, std::min(ids_together, ids.size() - first));
        Query query("SELECT product_id, " + score() + " ", term_.text);
        query.add(from_among(session.dialect(), "product_words", "product_id", some)).add(condition);
        for (const auto& [id, score] : session.rows<ProductId, std::int64_t>(query)) {
            std::int64_t& known = best[id];
            known = std::max(known, score);
        }
    }
    return best;
}

// CROSS JOIN keeps SQLite from turning the join around.
Query from_among(Dialect dialect, const std::string& table, const std::string& key, std::span<const std::int64_t> ids) {
    const std::string list = database::list_of(ids);
    if (dialect == Dialect::mysql) {
        return Query("FROM " + table + " FORCE INDEX (PRIMARY) WHERE " + table + "." + key + " IN (" + list + ")");
    }
    return Query("FROM json_each(:among) AS among CROSS JOIN " + table + " ON " + table + "." + key + " = among.value",
                 "[" + list + "]");
}

}  // namespace till

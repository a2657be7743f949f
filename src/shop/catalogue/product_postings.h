#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/catalogue/search_terms.h"
#include "shop/catalogue/word_index.h"
#include "shop/kernel/ids.h"

namespace till {

/// A product that has what is searched for, with the sum of the weights of its best words.
struct Hit {
    ProductId id = 0;
    std::int64_t score = 0;
};

/// Which products have a term: what the index of words says of it.
class Postings {
 public:
    /// Looks at how many products have which word of it, and at none of the products.
    Postings(database::SqlSession& session, SearchTerm term);

    const SearchTerm& term() const { return term_; }
    /// The words of the term with their weights; without all of them where too many begin so.
    const std::vector<WordShare>& shares() const { return shares_; }
    /// At most so many products have it; nothing where too many words begin so.
    std::optional<std::int64_t> entries() const { return entries_; }
    bool is_one_word() const;
    /// A whole word counts twice what the beginning of one does.
    std::int64_t score_of(const WordShare& share) const;

    /// What it costs to find out whether one product has it, in entries of the index that are read in a row.
    std::int64_t lookup_cost(database::Dialect dialect) const;

    /// All products that have it, by id.
    std::vector<Hit> read(database::SqlSession& session) const;
    /// Those of `ids` that have it, with their scores.
    std::unordered_map<ProductId, std::int64_t> among(database::SqlSession& session,
                                                      std::span<const ProductId> ids) const;
    /// Those of `ids` that have a word of it that comes before this one: of a higher score, or of the same one and
    /// first by its letters.
    std::unordered_map<ProductId, std::int64_t> with_better_word(database::SqlSession& session,
                                                                 std::span<const ProductId> ids,
                                                                 const WordShare& share) const;

 private:
    std::string score() const;
    void add_words(database::Query& query) const;
    void add_known_words(database::Query& query) const;
    std::unordered_map<ProductId, std::int64_t> best_of(database::SqlSession& session, std::span<const ProductId> ids,
                                                        const database::Query& condition) const;

    SearchTerm term_;
    std::vector<WordShare> shares_;
    std::vector<std::string> words_;  ///< those of the shares
    std::optional<std::int64_t> entries_;
};

/// `FROM` a table joined with ids, which are read by its key: what follows begins with AND.
database::Query from_among(database::Dialect dialect, const std::string& table, const std::string& key,
                           std::span<const std::int64_t> ids);

/// So many ids in one statement: their number is bounded by what MariaDB makes ranges of.
inline constexpr std::size_t ids_together = 500;

}  // namespace till

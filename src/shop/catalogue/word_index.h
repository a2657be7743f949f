#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/catalogue/product.h"
#include "shop/catalogue/product_words.h"

namespace till {

/// What a write changes in the index of words: the words of products, and how many products have each word. Gathered
/// for all products of a write, so that they share the statements.
class WordChanges {
 public:
    void add(ProductId id, const ProductDetails& product);
    void remove(ProductId id, const ProductDetails& product);
    /// Only the words in which they differ.
    void replace(ProductId id, const ProductDetails& before, const ProductDetails& after);
    void replace(ProductId id, const ProductWords& had, const ProductWords& has);
    void write(database::Transaction& transaction) const;

 private:
    using Word = std::pair<std::string, std::int64_t>;  ///< with its weight

    void add(ProductId id, const Word& word);
    void remove(ProductId id, const Word& word);

    std::vector<std::vector<database::Cell>> added_;
    std::vector<std::vector<database::Cell>> removed_;
    std::map<Word, std::int64_t> products_;  ///< in the order in which rows are locked
};

/// How many products have a word with a weight.
struct WordShare {
    std::string word;
    std::int64_t weight = 0;
    std::int64_t products = 0;
};

/// Words that begin with `prefix`, by word and weight, at most so many.
std::vector<WordShare> word_shares(database::SqlSession& session, std::string_view prefix, std::int64_t at_most);

/// The range of the words that begin with `prefix` ends before this.
std::string end_of_words(std::string_view prefix);

}  // namespace till

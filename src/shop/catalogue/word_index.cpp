#include "shop/catalogue/word_index.h"

#include "platform/database/upsert.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::SqlSession;
using database::Transaction;

// The last code point: a prefix's range ends before the prefix with it behind.
constexpr std::string_view last_code_point = "\xF4\x8F\xBF\xBF";

}  // namespace

void WordChanges::add(ProductId id, const ProductDetails& product) {
    for (const Word word : words_of(product)) add(id, word);
}

void WordChanges::remove(ProductId id, const ProductDetails& product) {
    for (const Word word : words_of(product)) remove(id, word);
}

void WordChanges::replace(ProductId id, const ProductDetails& before, const ProductDetails& after) {
    replace(id, words_of(before), words_of(after));
}

void WordChanges::replace(ProductId id, const ProductWords& had, const ProductWords& has) {
    const auto stands_in = [](const auto& words, const Word& word) {
        const auto found = words.find(word.first);
        return found != words.end() && found->second == word.second;
    };
    for (const Word word : had) {
        if (!stands_in(has, word)) remove(id, word);
    }
    for (const Word word : has) {
        if (!stands_in(had, word)) add(id, word);
    }
}

void WordChanges::add(ProductId id, const Word& word) {
    added_.push_back({cell_of(id), cell_of(word.first), cell_of(word.second)});
    ++products_[word];
}

void WordChanges::remove(ProductId id, const Word& word) {
    removed_.push_back({cell_of(id), cell_of(word.first)});
    --products_[word];
}

void WordChanges::write(Transaction& transaction) const {
    transaction.run_each("DELETE FROM product_words WHERE product_id = :product_id AND word = :word", removed_);
    transaction.insert_rows("product_words", "product_id, word, weight", added_, "");
    std::vector<std::vector<Cell>> counts;
    std::vector<std::vector<Cell>> fewer;
    for (const auto& [word, products] : products_) {
        if (products == 0) continue;
        counts.push_back({cell_of(word.first), cell_of(word.second), cell_of(products)});
        if (products < 0) fewer.push_back({cell_of(word.first), cell_of(word.second)});
    }
    transaction.insert_rows("product_word_counts", "word, weight, products", counts,
                            database::or_add(transaction.dialect(), "word, weight", "products"));
    // A word that no product has any more is none.
    transaction.run_each("DELETE FROM product_word_counts WHERE word = :word AND weight = :weight AND products <= 0",
                         fewer);
}

std::vector<WordShare> word_shares(SqlSession& session, std::string_view prefix, std::int64_t at_most) {
    std::vector<WordShare> shares;
    for (auto& [word, weight, products] : session.rows<std::string, std::int64_t, std::int64_t>(
             "SELECT word, weight, products FROM product_word_counts WHERE word >= :first AND word < :end "
             "ORDER BY word, weight LIMIT :at_most",
             prefix, end_of_words(prefix), at_most)) {
        shares.push_back({std::move(word), weight, products});
    }
    return shares;
}

std::string end_of_words(std::string_view prefix) { return std::string(prefix) + std::string(last_code_point); }

}  // namespace till

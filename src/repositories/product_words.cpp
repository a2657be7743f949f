#include "repositories/product_words.h"

#include <algorithm>

#include "utils/unicode.h"

namespace till {

std::map<std::string, std::int64_t> words_of(const ProductDetails& product) {
    std::map<std::string, std::int64_t> words;
    const auto add = [&words](std::string_view text, std::int64_t weight) {
        for (std::string& word : fold_words(text)) {
            std::int64_t& best = words[std::move(word)];
            best = std::max(best, weight);
        }
    };
    const auto [name, category, description] = word_weights;
    add(product.name, name);
    add(product.sku.value_or(""), name);
    add(product.category.value_or(""), category);
    add(product.description.value_or(""), description);
    return words;
}

}  // namespace till

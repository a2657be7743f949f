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
    add(product.name, 8);
    add(product.sku.value_or(""), 8);
    add(product.category.value_or(""), 3);
    add(product.description.value_or(""), 1);
    return words;
}

}  // namespace till

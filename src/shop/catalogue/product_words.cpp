#include "shop/catalogue/product_words.h"

#include <algorithm>

#include "platform/text/folding.h"
#include "platform/text/unicode.h"

namespace till {

std::string name_key_of(std::string_view name) {
    constexpr std::size_t code_points_max = 200;
    return std::string(first_code_points(fold(name), code_points_max));
}

ProductWords words_of(const ProductDetails& product) {
    ProductWords words;
    const auto add = [&words](std::string_view text, std::int64_t weight) {
        for (std::string& word : document_words(text)) {
            if (words.size() == product_words_max && !words.contains(word)) continue;
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

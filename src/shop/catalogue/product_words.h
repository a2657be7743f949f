#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "shop/catalogue/product.h"

namespace till {

/// What a word weighs: in the name or the SKU, in the category, in the description.
inline constexpr std::int64_t word_weights[] = {8, 3, 1};

/// The sort key of products by name: folded, at most 200 code points.
std::string name_key_of(std::string_view name);

/// More words than that a product does not bring into the index: the first ones count.
inline constexpr std::size_t product_words_max = 2000;

/// Words with the weight of the best place they stand in.
using ProductWords = std::map<std::string, std::int64_t>;

/// The words by which a product is found (platform/text/folding.h, document_words()).
ProductWords words_of(const ProductDetails& product);

}  // namespace till

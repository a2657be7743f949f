#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "models/product.h"

namespace till {

/// What a word weighs: in the name or the SKU, in the category, in the description.
inline constexpr std::int64_t word_weights[] = {8, 3, 1};

/// Each folded word of a product and the weight of the best place it stands in.
std::map<std::string, std::int64_t> words_of(const ProductDetails& product);

}  // namespace till

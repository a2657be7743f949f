#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "models/product.h"

namespace till {

/// Each folded word of a product and the weight of the best place it stands in: name and SKU 8, category 3,
/// description 1.
std::map<std::string, std::int64_t> words_of(const ProductDetails& product);

}  // namespace till

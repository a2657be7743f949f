#pragma once
#include <optional>

#include "models/product.h"
#include "repositories/listing.h"

namespace till {

/// What a product query means in SQL; nothing where nothing can be found: a search without a word.
std::optional<Listing> listing_of(const ProductQuery& query);

}  // namespace till

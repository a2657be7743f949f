#pragma once
#include <vector>

#include "database/session.h"
#include "models/product.h"

namespace till {

/// What a product query means in SQL: `FROM … WHERE …` without columns, order or limit, and the order.
struct ProductSelection {
    database::Query from_where;
    std::string order;
    bool empty = false;  ///< nothing can be found: a search without a word
};

ProductSelection selection_of(const ProductQuery& query);

}  // namespace till

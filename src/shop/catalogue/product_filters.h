#pragma once
#include <optional>

#include "platform/database/sql_session.h"
#include "shop/catalogue/product.h"
#include "shop/kernel/listing.h"

namespace till {

/// What of a query chooses products by what they are, and not by their words.
bool has_filters(const ProductQuery& query);

/// The order of a sort; of relevance without a search: by id.
std::vector<SortColumn> order_of(const ProductQuery& query);

/// The products of the query's filters in the order of its sort, as an index has them: what the index does not choose
/// is looked at row by row, in it. The search is not looked at.
Listing catalogue(const ProductQuery& query, database::Dialect dialect);

/// The one index range that all of the products of the filters are in, with the rest of them to be tested.
Counted filtered(const ProductQuery& query, database::Dialect dialect);

/// All filters as one condition on a row; empty where there are none.
database::Query filter_condition(const ProductQuery& query);

/// So few rows of an index are gathered and put in order for each page.
inline constexpr std::int64_t gathered_rows_max = 2'500;

}  // namespace till

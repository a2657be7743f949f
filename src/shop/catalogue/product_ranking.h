#pragma once
#include <functional>
#include <string>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/catalogue/product_postings.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/listing.h"

namespace till {

/// The order of what a search finds where all of it is gathered: the best score first, then by id.
std::vector<SortColumn> score_order();

/// The order of a list that is read from the index of a term, word by word: of the word with the best score first; of
/// words of the same score by their letters; then by id. A cursor names the term too, so that it can be recognized.
std::vector<SortColumn> index_order();

/// What of a ranking is looked up for each row.
struct Sift {
    std::function<void(std::vector<Position>&)> drop;  ///< those that do not belong to it; nothing: all do
    std::int64_t cost = 0;                             ///< of a row, in entries that are read in a row
};

/// What one search may look at, in entries of an index that are read in a row.
struct SearchBounds {
    std::int64_t gathered_entries;  ///< to gather all that it finds
    std::int64_t sifted_entries;    ///< to look up rows of a list that it goes through
    std::int64_t lookup_entries;    ///< that looking up one product costs
};

/// MariaDB takes longer for each entry.
const SearchBounds& search_bounds(database::Dialect dialect);

/// How many rows one request looks up at that cost.
std::int64_t sifted_rows_max(database::Dialect dialect, std::int64_t cost);

/// The page of the products that have a term, in index_order(), without those that the sift drops. The term is known
/// word by word (Postings::entries()). Where it is one word and there is no sift, all are counted, and as that is
/// score_order() too, the cursors are of that.
ListPage<std::int64_t> read_ranked_page(database::SqlSession& session, const Postings& postings, const Sift& sift,
                                        const ListPageRequest& request);

}  // namespace till

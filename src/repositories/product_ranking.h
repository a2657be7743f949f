#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "database/session.h"
#include "models/page.h"
#include "repositories/listing.h"

namespace till {

/// The order of what a search finds, where its score stands in the column `score`: the best first, then by id.
std::vector<SortColumn> rank_order(const std::string& score, const std::string& id);

/// The page of the products that have a word beginning with `prefix`, in rank_order(). The score is the weight of the
/// product's best such word, twice that where the word is `prefix` itself. Products of one word and weight stand in one
/// range of the index, and only as many as the page needs are read of it. The total is that of the word which most
/// have, which is kept, and of the rest, which is counted.
Page<std::int64_t> read_ranked_page(database::Session& session, const std::string& prefix, const PageRequest& request);

}  // namespace till

#pragma once
#include <string>
#include <utility>
#include <vector>

#include "platform/database/mapping.h"
#include "shop/kernel/listing.h"

namespace till {

/// The page of the rows that pass `test`, those with the highest ids first; each row is looked at for it, no further
/// than one request may. Only the page's own rows are read whole. The length of a whole table (the test is empty) has
/// to be stored.
template <class Model, class Row>
ListPage<Model> newest_first(database::SqlSession& session, const database::Mapping<Row>& mapping,
                             const database::Query& test, const ListPageRequest& request) {
    Listing listing{.from_where = database::Query("FROM " + mapping.table() + " WHERE 1 = 1"),
                    .order = {{"id", true}},
                    .test = test};
    if (test.sql().empty()) listing.counted = CountedList{mapping.table()};
    const ListPage<std::int64_t> ids = read_page(session, listing, request);
    std::vector<Model> models;
    for (Row& row : session.select_among(mapping, "id", std::span(ids.items))) models.push_back(std::move(row));
    return in_order(ids, std::move(models));
}

}  // namespace till

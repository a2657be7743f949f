#pragma once
#include <string>
#include <vector>

#include "database/mapping.h"
#include "models/page.h"

namespace till {

/// The page of the rows that `where` ("" or "WHERE …") selects, those with the highest ids first. Only the page's own
/// rows are read whole.
template <class Model, class Row>
Page<Model> newest_first(database::Session& session, const database::Mapping<Row>& mapping,
                         const database::Query& where, const PageRequest& request) {
    Page<Model> page{.items = {}, .page = request.page, .per_page = request.per_page, .total = 0};
    const std::string from = " FROM " + mapping.table() + " ";
    page.total =
        session.value<std::int64_t>(database::Query("SELECT COUNT(*)" + from).add(where)).value_or(0);

    database::Query ids_query = database::Query("SELECT id" + from).add(where);
    ids_query.add(" ORDER BY id DESC LIMIT :limit OFFSET :offset", request.per_page, request.offset());
    std::vector<std::int64_t> ids;
    for (const auto& [id] : session.rows<std::int64_t>(ids_query)) ids.push_back(id);
    for (Row& row : session.select_among(mapping, "id", ids, "ORDER BY id DESC")) page.items.push_back(std::move(row));
    return page;
}

}  // namespace till

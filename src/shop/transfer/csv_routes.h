#pragma once
#include <deque>

#include "api/route_table.h"
#include "shop/transfer/csv_controller.h"
#include "shop/transfer/import_controller.h"

namespace till {

/// The same endpoints for each kind, and one for the imports that go on. All of it must outlive the routes.
void add_csv_routes(RouteTable& table, std::deque<CsvController>& kinds, ImportController& imports,
                    const ImportSchemas& schemas);

}  // namespace till

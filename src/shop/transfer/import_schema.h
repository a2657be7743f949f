#pragma once
#include <string>
#include <vector>

#include "api/schema.h"
#include "shop/kernel/shop_settings.h"
#include "shop/transfer/import.h"

/// The requests and responses of imports and exports, and the rows of files of orders.
namespace till::schemas {

const Schema<ImportRequest>& import_request();

/// Of an export without filters.
Schema<ExportQuery> plain_export_query();
Schema<ExportQuery> order_export_query(const ShopSettings& shop);

/// A row of a file of orders. `events` must outlive it: the steps of an order stand in a cell as JSON, as the API
/// writes them.
Schema<ImportedLine> imported_line(const ShopSettings& shop, const Schema<OrderEvent>& events);

}  // namespace till::schemas

namespace till {

/// The responses of imports in a shop. Made once for each application.
struct ImportSchemas {
    explicit ImportSchemas(const ShopSettings& shop);
    ImportSchemas(const ImportSchemas&) = delete;
    ImportSchemas& operator=(const ImportSchemas&) = delete;

    const schemas::Schema<ImportChange> import_change;
    const schemas::Schema<ImportedRow> imported_row;
    const schemas::Schema<ImportReport> import_report;
    const schemas::Schema<ImportJob> import_job;
};

}  // namespace till

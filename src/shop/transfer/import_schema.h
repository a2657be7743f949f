#pragma once
#include <string>
#include <vector>

#include "api/schema.h"
#include "shop/transfer/csv_layout.h"
#include "shop/transfer/import.h"

/// What imports and exports are asked and answer, rows of files, and what the files look like.
namespace till::schemas {

const Schema<PageRequest>& export_query();
const Schema<OrderQuery>& order_export_query();
const Schema<ImportReport>& import_report();
const Schema<ImportJob>& import_job();
const Schema<ImportRequest>& import_request();

const Schema<ImportedProduct>& imported_product();
const CsvLayout& products_file();
const Schema<CustomerDetails>& imported_customer();
const CsvLayout& customers_file();
const Schema<ImportedLine>& imported_line();
const CsvLayout& orders_file();

/// An order's steps as one cell of a file has them: JSON, as the API writes them.
std::string history_text(const std::vector<OrderEvent>& history);

}  // namespace till::schemas

#pragma once
#include <string>
#include <vector>

#include "shop/transfer/import.h"
#include "api/csv_layout.h"
#include "api/schema.h"

/// Rows of files, and what the files look like.
namespace till::schemas {

const Schema<ImportedProduct>& imported_product();
const CsvLayout& products_file();
const Schema<CustomerDetails>& imported_customer();
const CsvLayout& customers_file();
const Schema<ImportedLine>& imported_line();
const CsvLayout& orders_file();

/// An order's steps as one cell of a file has them: JSON, as the API writes them.
std::string history_text(const std::vector<OrderEvent>& history);

}  // namespace till::schemas

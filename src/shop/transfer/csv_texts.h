#pragma once
#include <string>
#include <string_view>

#include "shop/customers/customer.h"
#include "shop/transfer/import.h"

/// Rows of CSV files, as they are read by an import. Every text is in quotes; what a spreadsheet would take for a
/// formula has an apostrophe in front, which the import takes off.
namespace till::schemas {

std::string_view csv_header_of_products();
std::string csv_row_of(const ExportedProduct& exported);

std::string_view csv_header_of_customers();
std::string csv_row_of(const Customer& customer);

std::string_view csv_header_of_orders();
/// One row a line. What belongs to the whole order, and is not needed to know it again, stands in the first.
std::string csv_rows_of(const ExportedOrder& exported);

}  // namespace till::schemas

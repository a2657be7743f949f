#pragma once
#include <string>

#include "models/customer.h"
#include "models/order.h"
#include "models/product.h"

/// Rows of CSV files, as they are read by an import. Texts that a spreadsheet would take for formulas have an
/// apostrophe in front, which the import takes off.
namespace till::schemas {

std::string csv_header_of_products();
std::string csv_row_of(const Product& product);

std::string csv_header_of_customers();
std::string csv_row_of(const Customer& customer);

std::string csv_header_of_orders();
/// One row a line.
std::string csv_rows_of(const Order& order, const std::string& number, const std::string& customer_email);

}  // namespace till::schemas

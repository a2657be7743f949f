#include "shop/transfer/csv_texts.h"

#include "shop/transfer/csv_table.h"
#include "shop/transfer/import_schema.h"

namespace till::schemas {
namespace {

const CsvTable<ImportedProduct>& products_table() {
    static const CsvTable<ImportedProduct> table(imported_product(), products_file());
    return table;
}

const CsvTable<CustomerDetails>& customers_table() {
    static const CsvTable<CustomerDetails> table(imported_customer(), customers_file());
    return table;
}

const CsvTable<ImportedLine>& orders_table() {
    static const CsvTable<ImportedLine> table(imported_line(), orders_file());
    return table;
}

ImportedLine row_of(const ExportedOrder& exported, const OrderLine& line, bool is_first) {
    const Order& order = exported.order;
    ImportedLine row{.number = exported.number,
                     .placed_at = order.placed_at,
                     .customer_email = exported.customer_email,
                     .sku = line.sku,
                     .name = line.name,
                     .quantity = line.quantity,
                     .unit_price = line.unit_price,
                     .status = order.status};
    if (!is_first) return row;
    row.shipping_address = order.shipping_address;
    row.note = order.note;
    row.carrier = order.carrier;
    row.tracking_number = order.tracking_number;
    row.history = exported.history;
    return row;
}

}  // namespace

std::string_view csv_header_of_products() { return products_table().header(); }

std::string csv_row_of(const ExportedProduct& exported) {
    ImportedProduct row;
    static_cast<ProductDetails&>(row) = exported.product;
    row.stock = exported.product.stock;
    row.id = exported.id;
    return products_table().row(row);
}

std::string_view csv_header_of_customers() { return customers_table().header(); }

std::string csv_row_of(const Customer& customer) { return customers_table().row(customer); }

std::string_view csv_header_of_orders() { return orders_table().header(); }

std::string csv_rows_of(const ExportedOrder& exported) {
    std::string rows;
    for (const OrderLine& line : exported.order.items) {
        rows += orders_table().row(row_of(exported, line, rows.empty()));
    }
    return rows;
}

}  // namespace till::schemas

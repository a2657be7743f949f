#include "schemas/csv_texts.h"

#include "utils/csv.h"

namespace till::schemas {
namespace {

std::string safe(const std::optional<std::string>& text) { return with_apostrophe(text.value_or("")); }

}  // namespace

std::string csv_header_of_products() {
    return csv_row({"sku", "name", "description", "category", "price", "stock", "image_url"});
}

std::string csv_row_of(const Product& product) {
    return csv_row({safe(product.sku), safe(product.name), safe(product.description), safe(product.category),
                    product.price.text(), std::to_string(product.stock), safe(product.image_url)});
}

std::string csv_header_of_customers() { return csv_row({"name", "email", "phone"}); }

std::string csv_row_of(const Customer& customer) {
    return csv_row({safe(customer.name), safe(customer.email), safe(customer.phone)});
}

std::string csv_header_of_orders() {
    return csv_row({"number", "placed_at", "customer_email", "sku", "name", "quantity", "unit_price", "status"});
}

std::string csv_rows_of(const Order& order, const std::string& number, const std::string& customer_email) {
    std::string rows;
    for (const OrderLine& line : order.items) {
        rows += csv_row({safe(number), format_rfc3339(order.placed_at), safe(customer_email), safe(line.sku),
                         safe(line.name), std::to_string(line.quantity), line.unit_price.text(),
                         std::string(name_of(order.status))});
    }
    return rows;
}

}  // namespace till::schemas

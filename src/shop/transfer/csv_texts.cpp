#include "shop/transfer/csv_texts.h"

#include "shop/transfer/import_schema.h"
#include "api/schema.h"
#include "platform/csv/csv.h"

namespace till::schemas {

std::string_view csv_header_of_products() { return "sku,name,description,category,price,stock,image_url,id\r\n"; }

std::string csv_row_of(const ExportedProduct& exported) {
    const Product& product = exported.product;
    return CsvLine()
        .text(product.sku)
        .text(product.name)
        .text(product.description)
        .text(product.category)
        .plain(product.price.text())
        .plain(std::to_string(product.stock))
        .text(product.image_url)
        .text(exported.id)
        .end();
}

std::string_view csv_header_of_customers() { return "name,email,phone\r\n"; }

std::string csv_row_of(const Customer& customer) {
    return CsvLine().text(customer.name).text(customer.email).text(customer.phone).end();
}

std::string_view csv_header_of_orders() {
    return "number,placed_at,customer_email,sku,name,quantity,unit_price,status,shipping_address,note,carrier,"
           "tracking_number,history\r\n";
}

std::string csv_rows_of(const ExportedOrder& exported) {
    static const Order nothing;
    const Order& order = exported.order;
    std::string rows;
    for (const OrderLine& line : order.items) {
        const bool first = rows.empty();
        const Order& shown = first ? order : nothing;
        rows += CsvLine()
                    .text(exported.number)
                    .text(format_rfc3339(order.placed_at))
                    .text(exported.customer_email)
                    .text(line.sku)
                    .text(line.name)
                    .plain(std::to_string(line.quantity))
                    .plain(line.unit_price.text())
                    .text(name_of(order.status))
                    .text(shown.shipping_address)
                    .text(shown.note)
                    .text(shown.carrier)
                    .text(shown.tracking_number)
                    .text(first ? history_text(exported.history) : "")
                    .end();
    }
    return rows;
}

}  // namespace till::schemas

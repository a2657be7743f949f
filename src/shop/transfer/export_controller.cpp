#include "shop/transfer/export_controller.h"

#include "api/exchange.h"
#include "shop/transfer/csv_texts.h"
#include "shop/transfer/import_schema.h"

namespace till {
namespace {

ExportService::Until until_full(const std::string& text) {
    return {.count = ExportController::rows_max,
            .enough = [&text] { return text.size() >= ExportController::bytes_max; }};
}

}  // namespace

http::Response ExportController::file(const Request& request, std::string name, std::string text,
                                      const ExportService::Mark& next) {
    log_.note(SecurityEvent::exported, actor_of(request), request.caller.account, name);
    http::Response response{.status = 200, .headers = {}, .body = std::move(text)};
    response.add("Content-Type", "text/csv; charset=utf-8; header=present")
        .add("Content-Disposition", "attachment; filename=\"" + std::move(name) + ".csv\"")
        .add("Link", cursor_links(request, next ? std::optional(cursor_of(request, *next)) : std::nullopt));
    return response;
}

http::Response ExportController::products(const Request& request) {
    const PageRequest page = read_query(schemas::export_query(), request);
    std::string text(schemas::csv_header_of_products());
    const auto next = exports_.products(page.after, until_full(text),
                                        [&](const ExportedProduct& product) { text += schemas::csv_row_of(product); });
    return file(request, "products", std::move(text), next);
}

http::Response ExportController::customers(const Request& request) {
    const PageRequest page = read_query(schemas::export_query(), request);
    std::string text(schemas::csv_header_of_customers());
    const auto next = exports_.customers(page.after, until_full(text),
                                         [&](const Customer& customer) { text += schemas::csv_row_of(customer); });
    return file(request, "customers", std::move(text), next);
}

http::Response ExportController::orders(const Request& request) {
    const OrderQuery query = read_query(schemas::order_export_query(), request);
    std::string text(schemas::csv_header_of_orders());
    const auto next = exports_.orders(query, until_full(text),
                                      [&](const ExportedOrder& order) { text += schemas::csv_rows_of(order); });
    return file(request, "orders", std::move(text), next);
}

}  // namespace till

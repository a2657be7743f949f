#include "shop/reports/report_routes.h"

#include "shop/reports/report_schema.h"

namespace till {

void add_report_routes(RouteTable& table, ReportController& reports) {
    table.get("/reports/sales", reports, &ReportController::show_sales)
        .summary("Report sales")
        .named("Reports", "showSales")
        .allow(Permission::orders_read_all)
        .reports()
        .cached(Cached::for_everyone)
        .asks(schemas::sales_query())
        .answers(200, "Orders, units and revenue by day, week or month, and the best-selling products",
                 schemas::sales_report());
}

}  // namespace till

#include "shop/reports/report_routes.h"

#include "shop/reports/report_schema.h"

namespace till {

void add_report_routes(RouteTable& table, ReportController& reports, const ReportSchemas& schemas) {
    table.get("/reports/sales", reports, &ReportController::show_sales)
        .summary("Retrieve the sales report")
        .named("Reports", "showSales")
        .allow(Permission::orders_read_all)
        .reports()
        .cached(Cached::for_everyone)
        .asks(schemas::sales_query())
        .responds(200, "Orders, units and revenue by day, week or month, and the best-selling products",
                  schemas.sales_report);
}

}  // namespace till

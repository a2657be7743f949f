#include "api/route_table.h"
#include "api/schemas.h"

namespace till {

void add_report_routes(RouteTable& table) {
    table.get("/reports/sales", &ReportController::show_sales)
        .summary("Retrieve the sales report")
        .named("Reports", "showSales")
        .allow(Permission::orders_read_all)
        .reports()
        .cached(Cached::for_everyone)
        .asks(schemas::sales_query())
        .answers(200, "Orders, units and revenue by day, week or month, and the best-selling products",
                 schemas::sales_report());
}

}  // namespace till

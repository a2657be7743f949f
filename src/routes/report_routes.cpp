#include "routes/route_table.h"
#include "schemas/schemas.h"

namespace till {

void add_report_routes(RouteTable& table) {
    table.get("/reports/sales", &ReportController::show_sales)
        .summary("Add up what was sold")
        .named("Reports", "showSales")
        .allow(Permission::orders_read_all)
        .reports()
        .cached(Cached::for_everyone)
        .asks(schemas::sales_query())
        .answers(200, "Orders, units and revenue by day, week or month, and what sold best", schemas::sales_report());
}

}  // namespace till

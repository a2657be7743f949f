#include "shop/reports/report_controller.h"

#include "api/exchange.h"

namespace till {

http::Response ReportController::show_sales(const Request& request) {
    return ok(schemas_.sales_report.write(reports_.sales(read_query(schemas::sales_query(), request))));
}

}  // namespace till

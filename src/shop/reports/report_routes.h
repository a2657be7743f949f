#pragma once
#include "api/route_table.h"
#include "shop/reports/report_controller.h"

namespace till {

void add_report_routes(RouteTable& table, ReportController& reports);

}  // namespace till

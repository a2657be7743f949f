#pragma once
#include "api/route_table.h"
#include "shop/reports/report_controller.h"
#include "shop/reports/report_schema.h"

namespace till {

/// `schemas` must outlive the routes.
void add_report_routes(RouteTable& table, ReportController& reports, const ReportSchemas& schemas);

}  // namespace till

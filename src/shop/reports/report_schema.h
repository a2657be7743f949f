#pragma once
#include "api/schema.h"
#include "shop/reports/report.h"

/// The JSON face of reports. Each schema is made at its first use, after the settings of the process.
namespace till::schemas {

const Schema<SalesQuery>& sales_query();
const Schema<SalesReport>& sales_report();

}  // namespace till::schemas

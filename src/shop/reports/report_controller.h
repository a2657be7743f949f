#pragma once
#include "api/request.h"
#include "shop/reports/report_schema.h"
#include "shop/reports/report_service.h"

namespace till {

class ReportController {
 public:
    ReportController(const ReportSchemas& schemas, ReportService& reports) : schemas_(schemas), reports_(reports) {}

    http::Response show_sales(const Request& request);

 private:
    const ReportSchemas& schemas_;
    ReportService& reports_;
};

}  // namespace till

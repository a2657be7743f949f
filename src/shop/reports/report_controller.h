#pragma once
#include "api/request.h"
#include "shop/reports/report_service.h"

namespace till {

class ReportController {
 public:
    explicit ReportController(ReportService& reports) : reports_(reports) {}

    http::Response show_sales(const Request& request);

 private:
    ReportService& reports_;
};

}  // namespace till

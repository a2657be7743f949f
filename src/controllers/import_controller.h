#pragma once
#include "middleware/request.h"
#include "services/import_jobs.h"
#include "services/import_service.h"
#include "services/security_log.h"

namespace till {

/// CSV files, tried or brought in.
class ImportController {
 public:
    ImportController(ImportService& imports, ImportJobs& jobs, SecurityLog& log)
        : imports_(imports), jobs_(jobs), log_(log) {}

    http::Response preview_products(const Request& request);
    http::Response preview_customers(const Request& request);
    http::Response preview_orders(const Request& request);
    http::Response start_products(const Request& request);
    http::Response start_customers(const Request& request);
    http::Response start_orders(const Request& request);
    http::Response show(const Request& request);

 private:
    http::Response accepted(const Request& request, const ImportJob& job);

    ImportService& imports_;
    ImportJobs& jobs_;
    SecurityLog& log_;
};

}  // namespace till

#pragma once
#include <atomic>
#include <functional>

#include "api/request.h"
#include "shop/kernel/security_log.h"
#include "shop/transfer/import_jobs.h"
#include "shop/transfer/import_service.h"

namespace till {

/// CSV files, looked at or brought in. A preview reads a whole file while its client waits, so only a few go on at the
/// same time: one more is a 503.
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

    static constexpr int previews_max = 2;

 private:
    http::Response accepted(const Request& request, const ImportJob& job);

    http::Response previewed(const std::function<ImportReport(const ImportRequest&)>& preview);

    std::atomic<int> previews_ = 0;
    ImportService& imports_;
    ImportJobs& jobs_;
    SecurityLog& log_;
};

}  // namespace till

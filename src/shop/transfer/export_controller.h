#pragma once
#include "api/request.h"
#include "shop/kernel/security_log.h"
#include "shop/transfer/export_service.h"

namespace till {

/// What is there, as CSV files of at most rows_max rows (of orders: about as many orders) and some MiB; a Link leads to
/// the rest.
class ExportController {
 public:
    static constexpr std::int64_t rows_max = 10'000;
    static constexpr std::size_t bytes_max = 4 * 1024 * 1024;  ///< with which a file is full; a page more may follow

    ExportController(ExportService& exports, SecurityLog& log) : exports_(exports), log_(log) {}

    http::Response products(const Request& request);
    http::Response customers(const Request& request);
    http::Response orders(const Request& request);

 private:
    http::Response file(const Request& request, std::string name, std::string text, const ExportService::Mark& next);

    ExportService& exports_;
    SecurityLog& log_;
};

}  // namespace till

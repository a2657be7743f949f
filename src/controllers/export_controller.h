#pragma once
#include "middleware/request.h"
#include "services/export_service.h"

namespace till {

/// What is there, as CSV files of at most rows_max rows (of orders: about as many orders); a Link leads to the rest.
class ExportController {
 public:
    static constexpr std::int64_t rows_max = 10'000;

    explicit ExportController(ExportService& exports) : exports_(exports) {}

    http::Response products(const Request& request);
    http::Response customers(const Request& request);
    http::Response orders(const Request& request);

 private:
    ExportService& exports_;
};

}  // namespace till

#pragma once
#include "api/request.h"
#include "shop/inventory/stock_service.h"

namespace till {

class StockController {
 public:
    explicit StockController(StockService& stock) : stock_(stock) {}

    http::Response list_movements(const Request& request);
    http::Response list_low(const Request& request);
    http::Response move(const Request& request);

 private:
    StockService& stock_;
};

}  // namespace till

#pragma once
#include "api/paging.h"
#include "api/request.h"
#include "shop/catalogue/product_schema.h"
#include "shop/inventory/stock_schema.h"
#include "shop/inventory/stock_service.h"

namespace till {

class StockController {
 public:
    StockController(const StockSchemas& schemas, const ProductSchemas& products, const CursorSealer& cursors,
                    StockService& stock)
        : schemas_(schemas), products_(products), cursors_(cursors), stock_(stock) {}

    http::Response list_movements(const Request& request);
    http::Response list_low(const Request& request);
    http::Response move(const Request& request);

 private:
    const StockSchemas& schemas_;
    const ProductSchemas& products_;
    const CursorSealer& cursors_;
    StockService& stock_;
};

}  // namespace till

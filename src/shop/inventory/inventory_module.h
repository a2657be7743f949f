#pragma once
#include "api/module_context.h"
#include "shop/catalogue/product_directory.h"
#include "shop/catalogue/product_schema.h"
#include "shop/inventory/stock_controller.h"
#include "shop/inventory/stock_repository.h"
#include "shop/inventory/stock_schema.h"
#include "shop/inventory/stock_service.h"

namespace till {

/// Stock and its ledger.
struct InventoryModule {
    InventoryModule(const ModuleContext& context, StockRepository& stock, ProductDirectory& products,
                    const ProductSchemas& product_schemas);
    InventoryModule(const InventoryModule&) = delete;
    InventoryModule& operator=(const InventoryModule&) = delete;

    StockSchemas schemas;
    StockService service;
    StockController controller;
};

}  // namespace till

#pragma once
#include "shop/accounts/account_schema.h"
#include "shop/carts/cart_schema.h"
#include "shop/catalogue/product_schema.h"
#include "shop/customers/customer_schema.h"
#include "shop/inventory/stock_schema.h"
#include "shop/orders/order_schema.h"
#include "shop/reports/report_schema.h"
#include "shop/transfer/import_schema.h"
#include "support/shop_settings.h"

namespace till::test {

/// The schemas of all features.
struct ShopSchemas : ProductSchemas,
                     CartSchemas,
                     OrderSchemas,
                     CustomerSchemas,
                     AccountSchemas,
                     StockSchemas,
                     ReportSchemas {
    explicit ShopSchemas(const ShopSettings& shop)
        : ProductSchemas(shop),
          CartSchemas(shop),
          OrderSchemas(shop),
          CustomerSchemas(shop),
          AccountSchemas(shop),
          StockSchemas(shop),
          ReportSchemas(shop),
          imported_line(schemas::imported_line(shop, order_event)),
          export_query(schemas::plain_export_query()),
          order_export_query(schemas::order_export_query(shop)) {}

    const schemas::Schema<ImportedLine> imported_line;
    const schemas::Schema<ExportQuery> export_query;
    const schemas::Schema<ExportQuery> order_export_query;
};

/// Of the shop that nothing was configured for.
inline const ShopSchemas& shop_schemas() {
    static const ShopSchemas schemas(shop_settings());
    return schemas;
}

}  // namespace till::test

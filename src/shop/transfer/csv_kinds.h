#pragma once
#include <vector>

#include "platform/database/database.h"
#include "shop/kernel/shop_settings.h"
#include "shop/orders/order_schema.h"
#include "shop/transfer/csv_kind.h"
#include "shop/transfer/customer_csv.h"
#include "shop/transfer/order_csv.h"
#include "shop/transfer/product_csv.h"

namespace till {

/// What files are read into and out of.
struct CsvRepositories {
    FileKeyRepository& keys;
    ProductRegister& products;
    StockOpening& stock;
    CustomerRegister& customers;
    OrderRecords& orders;
    StoredSettings& settings;
    ImageStore& images;
};

/// The kinds of records that files hold: the one list of them.
struct CsvKinds {
    /// All of it must outlive the kinds.
    CsvKinds(database::Database& database, const CsvRepositories& in, const OrderSchemas& order_schemas,
             const ShopSettings& shop, const Clock& clock)
        : products(database, {in.keys, in.products, in.stock, in.settings, in.images, shop, clock}),
          customers(database, {in.keys, in.customers, clock}),
          orders(database, {in.keys, in.customers, in.orders, in.settings, order_schemas.order_event, shop}) {}

    CsvKind<ProductCsv> products;
    CsvKind<CustomerCsv> customers;
    CsvKind<OrderCsv> orders;

    std::vector<const AnyCsvKind*> all() const { return {&products, &customers, &orders}; }
    const AnyCsvKind& find(ImportKind kind) const;

    /// Of all of them, in the same order.
    static std::vector<CsvKindTexts> texts() { return {ProductCsv::texts(), CustomerCsv::texts(), OrderCsv::texts()}; }
};

}  // namespace till

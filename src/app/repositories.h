#pragma once
#include "shop/accounts/sql_account_repository.h"
#include "shop/carts/sql_cart_repository.h"
#include "shop/catalogue/sql_product_repository.h"
#include "shop/customers/sql_customer_repository.h"
#include "shop/images/sql_image_repository.h"
#include "shop/inventory/sql_stock_repository.h"
#include "shop/orders/sql_idempotency_repository.h"
#include "shop/orders/sql_order_repository.h"
#include "shop/reports/sql_report_repository.h"
#include "shop/sessions/sql_session_repository.h"
#include "shop/settings/sql_setting_repository.h"
#include "shop/transfer/sql_file_key_repository.h"

namespace till {

/// The repositories of all features. They hold nothing, so features may use each other's, by their narrow interfaces,
/// in any order.
struct Repositories {
    SqlProductRepository products;
    SqlStockRepository stock;
    SqlCustomerRepository customers;
    SqlAccountRepository accounts;
    SqlCartRepository carts;
    SqlOrderRepository orders;
    SqlSessionRepository sessions;
    SqlIdempotencyRepository keys;
    SqlFileKeyRepository file_keys;
    SqlSettingRepository settings;
    SqlReportRepository reports;
    SqlImageRepository images;
};

}  // namespace till

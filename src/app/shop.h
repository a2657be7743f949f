#pragma once
#include <memory>

#include "platform/caching/touches.h"
#include "platform/config/configuration.h"
#include "platform/database/store.h"
#include "platform/redis/touch_channel.h"
#include "shop/settings/setting_repository.h"
#include "shop/accounts/sql_account_repository.h"
#include "shop/carts/sql_cart_repository.h"
#include "shop/customers/sql_customer_repository.h"
#include "shop/transfer/sql_file_key_repository.h"
#include "shop/orders/sql_idempotency_repository.h"
#include "shop/orders/sql_order_repository.h"
#include "shop/images/sql_picture_repository.h"
#include "shop/catalogue/sql_product_repository.h"
#include "shop/reports/sql_report_repository.h"
#include "shop/sessions/sql_session_repository.h"
#include "shop/inventory/sql_stock_repository.h"
#include "platform/security/passwords.h"
#include "shop/accounts/account_service.h"
#include "shop/accounts/customer_accounts.h"
#include "shop/orders/customer_orders.h"
#include "shop/carts/cart_service.h"
#include "shop/customers/customer_service.h"
#include "shop/transfer/export_service.h"
#include "shop/kernel/housekeeping_service.h"
#include "shop/transfer/import_service.h"
#include "shop/orders/order_service.h"
#include "shop/settings/outside_changes.h"
#include "shop/images/picture_service.h"
#include "shop/catalogue/product_picture_service.h"
#include "shop/catalogue/product_service.h"
#include "shop/reports/report_service.h"
#include "shop/kernel/security_log.h"
#include "shop/settings/shop_service.h"
#include "shop/inventory/stock_service.h"
#include "platform/time/clock.h"

namespace till {

/// The repositories on a database.
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
    SqlPictureRepository pictures;
};

/// A shop without a door: the store opened, brought to the present schema and checked, and the services on it. Every
/// command but `serve` needs no more.
class Shop {
 public:
    /// Migrates SQLite, and MariaDB where the configuration says so; else throws std::runtime_error while steps are
    /// pending. Throws it too where the store was made with another currency.
    explicit Shop(const Configuration& configuration);

 private:
    // In the order in which they need each other.
    SystemClock clock_;
    PasswordHasher passwords_;

 public:
    caching::Touches touches;         ///< of all that this process writes
    redis::TouchChannel other_nodes;  ///< told of them once it is started
    database::Store store;
    Repositories repositories;
    SecurityLog security_log;
    ProductService products;
    StockService stock;
    CustomerAccounts customer_accounts;
    CustomerOrders customer_orders;
    CustomerService customers;
    AccountService accounts;
    CartService carts;
    OrderService orders;
    PictureService pictures;
    ProductPictureService product_pictures;
    ReportService reports;
    ShopService about;
    ImportService imports;
    ExportService exports;
    OutsideChanges outside_changes;
    HousekeepingService housekeeping;

    const Clock& clock() const { return clock_; }
    const PasswordHasher& passwords() const { return passwords_; }
};

/// Brings the store that the configuration names to the present schema, and its texts to the present rules
/// (services/text_renewal.h); returns the names of the steps taken.
std::vector<std::string> migrate_store(const Configuration& configuration);

}  // namespace till

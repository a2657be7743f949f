#pragma once
#include <memory>

#include "caching/touches.h"
#include "config/configuration.h"
#include "database/store.h"
#include "redis/touch_channel.h"
#include "repositories/setting_repository.h"
#include "repositories/sql_account_repository.h"
#include "repositories/sql_cart_repository.h"
#include "repositories/sql_customer_repository.h"
#include "repositories/sql_file_key_repository.h"
#include "repositories/sql_idempotency_repository.h"
#include "repositories/sql_order_repository.h"
#include "repositories/sql_picture_repository.h"
#include "repositories/sql_product_repository.h"
#include "repositories/sql_report_repository.h"
#include "repositories/sql_session_repository.h"
#include "repositories/sql_stock_repository.h"
#include "security/passwords.h"
#include "services/account_service.h"
#include "services/cart_service.h"
#include "services/customer_service.h"
#include "services/export_service.h"
#include "services/housekeeping_service.h"
#include "services/import_service.h"
#include "services/order_service.h"
#include "services/outside_changes.h"
#include "services/picture_service.h"
#include "services/product_service.h"
#include "services/report_service.h"
#include "services/security_log.h"
#include "services/shop_service.h"
#include "services/stock_service.h"
#include "utils/clock.h"

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
    CustomerService customers;
    AccountService accounts;
    CartService carts;
    OrderService orders;
    PictureService pictures;
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

#pragma once
#include "database/database.h"
#include "models/customer.h"
#include "models/import.h"
#include "models/product.h"
#include "repositories/customer_repository.h"
#include "repositories/order_repository.h"
#include "repositories/product_repository.h"
#include "repositories/setting_repository.h"
#include "repositories/stock_repository.h"
#include "utils/clock.h"

namespace till {

/// Brings whole files into the store, each in one transaction: with a fault in it, nothing of it is stored, unless the
/// mode is to skip what is bad. A preview does the same and undoes it. Every fault is found and reported. The same file
/// again changes nothing.
class ImportService {
 public:
    ImportService(database::Database& database, ProductRepository& products, StockRepository& stock,
                  CustomerRepository& customers, OrderRepository& orders, SettingRepository& settings,
                  const Clock& clock)
        : database_(database),
          products_(products),
          stock_(stock),
          customers_(customers),
          orders_(orders),
          settings_(settings),
          clock_(clock) {}

    /// A product is known by its SKU, which it has to have. The stock counts for new products only: afterwards it is
    /// the ledger that tells.
    ImportReport products(const OpenImport<NewProduct>& open, ImportMode mode);
    /// A customer is known by the e-mail address.
    ImportReport customers(const OpenImport<CustomerDetails>& open, ImportMode mode);
    /// An order is known by its number. Its customer has to be there; its products need not be. It takes no stock.
    ImportReport orders(const OpenImport<ImportedLine>& open, ImportMode mode);

 private:
    using Work = std::function<void(database::Transaction&, ImportReport&)>;
    ImportReport run(ImportMode mode, const Work& work);

    void import_product(database::Transaction& transaction, std::int64_t line, const NewProduct& row,
                        ImportReport& report, std::vector<Product>& added);
    void add_products(database::Transaction& transaction, const std::vector<Product>& added);
    void import_customer(database::Transaction& transaction, std::int64_t line, const CustomerDetails& row,
                         ImportReport& report, std::vector<Customer>& added);

    database::Database& database_;
    ProductRepository& products_;
    StockRepository& stock_;
    CustomerRepository& customers_;
    OrderRepository& orders_;
    SettingRepository& settings_;
    const Clock& clock_;
};

}  // namespace till

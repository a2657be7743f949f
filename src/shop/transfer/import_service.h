#pragma once
#include "platform/database/database.h"
#include "platform/time/clock.h"
#include "shop/catalogue/product_register.h"
#include "shop/catalogue/stock_opening.h"
#include "shop/customers/customer_register.h"
#include "shop/images/picture_store.h"
#include "shop/orders/order_records.h"
#include "shop/settings/stored_settings.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_run.h"

namespace till {

/// Brings whole files into the store. First all of the file is looked at, on a connection for reading; with a fault in
/// it, nothing of it is stored, unless the options say to leave out what is bad. Then it is stored in small parts, each
/// in a transaction of its own, so that nobody else waits for more than a few milliseconds. A row is stored as a whole
/// or not at all; where the import is interrupted, the same file again goes on, because what is stored counts as
/// unchanged. What others change meanwhile is looked at once more with each part, and a row that cannot be stored any
/// more is then reported. With ImportRequest::atomic, all of it is one transaction. A preview only looks.
///
/// Memory has a bound, whatever the file is: some hundred rows, orders that are begun, and 40 bytes for each key.
/// Throws CsvError for a file that is none, and what `progress` throws; what was stored before stays.
class ImportService {
 public:
    ImportService(database::Database& database, FileKeyRepository& keys, ProductRegister& products, StockOpening& stock,
                  CustomerRegister& customers, OrderRecords& orders, StoredSettings& settings, PictureStore& pictures,
                  const Clock& clock)
        : database_(database),
          keys_(keys),
          products_(products),
          stock_(stock),
          customers_(customers),
          orders_(orders),
          settings_(settings),
          pictures_(pictures),
          clock_(clock) {}

    /// By SKU; see ProductImport. The stock counts for new products only: afterwards it is the ledger that tells.
    ImportReport products(const OpenImport<ImportedProduct>& open, const ImportRequest& options,
                          const ImportProgress& progress = {});
    /// By e-mail address.
    ImportReport customers(const OpenImport<CustomerDetails>& open, const ImportRequest& options,
                           const ImportProgress& progress = {});
    /// By number; see OrderImport. A customer who is named has to be there.
    ImportReport orders(const OpenImport<ImportedLine>& open, const ImportRequest& options,
                        const ImportProgress& progress = {});

 private:
    database::Database& database_;
    FileKeyRepository& keys_;
    ProductRegister& products_;
    StockOpening& stock_;
    CustomerRegister& customers_;
    OrderRecords& orders_;
    StoredSettings& settings_;
    PictureStore& pictures_;
    const Clock& clock_;
};

}  // namespace till

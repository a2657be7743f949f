#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "platform/database/database.h"
#include "shop/catalogue/product_register.h"
#include "shop/customers/customer_directory.h"
#include "shop/orders/order_records.h"
#include "shop/settings/stored_settings.h"
#include "shop/transfer/file_key_repository.h"
#include "shop/transfer/import.h"

namespace till {

/// Reads out all there is, some at a time, so that memory does not grow with the store.
class ExportService {
 public:
    ExportService(database::Database& database, FileKeyRepository& keys, ProductRegister& products,
                  CustomerDirectory& customers, OrderRecords& orders, StoredSettings& settings)
        : database_(database),
          keys_(keys),
          products_(products),
          customers_(customers),
          orders_(orders),
          settings_(settings) {}

    /// Where to go on, if there is more.
    using Mark = std::optional<std::string>;
    template <class T>
    using Use = std::function<void(const T&)>;

    /// Where to stop: after `count` or a few more, or when it is enough, which is asked now and then.
    struct Until {
        std::int64_t count = 0;
        std::function<bool()> enough = {};
    };

    /// Each goes on behind a mark.
    Mark products(const Mark& after, const Until& until, const Use<ExportedProduct>& use);
    Mark customers(const Mark& after, const Until& until, const Use<Customer>& use);
    Mark orders(const OrderQuery& query, const Until& until, const Use<ExportedOrder>& use);

 private:
    std::string shop_word(database::Session& session) const;
    Page<ExportedProduct> product_page(database::Session& session, const ProductQuery& query);
    Page<Customer> customer_page(database::Session& session, const SearchRequest& request);
    Page<ExportedOrder> order_page(database::Session& session, const OrderQuery& query);

    database::Database& database_;
    FileKeyRepository& keys_;
    ProductRegister& products_;
    CustomerDirectory& customers_;
    OrderRecords& orders_;
    StoredSettings& settings_;
};

}  // namespace till

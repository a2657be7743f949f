#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "database/database.h"
#include "models/customer.h"
#include "models/order.h"
#include "models/product.h"
#include "repositories/customer_repository.h"
#include "repositories/order_repository.h"
#include "repositories/product_repository.h"
#include "repositories/setting_repository.h"

namespace till {

/// An order as a file shows it.
struct ExportedOrder {
    Order order;
    std::string number;
    std::string customer_email;  ///< empty where the customer was removed
};

/// Reads out all there is, some at a time, so that memory does not grow with the store.
class ExportService {
 public:
    ExportService(database::Database& database, ProductRepository& products, CustomerRepository& customers,
                  OrderRepository& orders, SettingRepository& settings)
        : database_(database), products_(products), customers_(customers), orders_(orders), settings_(settings) {}

    /// Where to go on, if there is more.
    using Mark = std::optional<std::string>;
    template <class T>
    using Use = std::function<void(const T&)>;

    /// Each goes on behind a mark and stops after `count` or a few more.
    Mark products(const Mark& after, std::int64_t count, const Use<Product>& use);
    Mark customers(const Mark& after, std::int64_t count, const Use<Customer>& use);
    Mark orders(const OrderQuery& query, std::int64_t count, const Use<ExportedOrder>& use);

 private:
    database::Database& database_;
    ProductRepository& products_;
    CustomerRepository& customers_;
    OrderRepository& orders_;
    SettingRepository& settings_;
};

}  // namespace till

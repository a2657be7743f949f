#pragma once
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "database/session.h"
#include "models/import.h"
#include "repositories/customer_repository.h"
#include "repositories/order_repository.h"
#include "repositories/product_repository.h"
#include "repositories/setting_repository.h"
#include "services/order_number.h"

namespace till {

/// Orders put together from their lines, which may stand anywhere in the file.
class ImportedOrders {
 public:
    /// A line that does not agree with the first of its order about whose it is, when, and how far, is a fault.
    void add(std::int64_t line, const ImportedLine& row, ImportReport& report);

    /// A line of that order could not be used, so the order is not whole.
    void leave_out(const std::string& number) { left_out_.insert(number); }

    /// Leaves out the orders of which a line is faulty; a line of which not even the number could be read belongs to
    /// none.
    void leave_out_faulty(const ImportReport& report);

    struct Draft {
        std::int64_t first_line = 0;
        std::vector<std::int64_t> lines;
        Order order;
        std::string customer_email;
    };
    /// In the order of their first lines.
    const std::vector<Draft>& drafts() const { return drafts_; }

 private:
    std::vector<Draft> drafts_;
    std::unordered_map<std::string, std::size_t> by_number_;
    std::set<std::string> left_out_;
};

/// Finds what the drafts name: customers by address, products by SKU.
class OrderImport {
 public:
    OrderImport(database::Session& session, CustomerRepository& customers, ProductRepository& products,
                OrderRepository& orders, SettingRepository& settings)
        : session_(session), customers_(customers), products_(products), orders_(orders), settings_(settings) {}

    /// The orders to add. A number that is taken counts as unchanged; an unknown customer is a fault.
    std::vector<Order> resolve(const ImportedOrders& gathered, ImportReport& report);

 private:
    bool is_own(const std::string& number);
    const std::optional<Customer>& customer_of(const std::string& email);
    std::optional<ProductId> product(const std::string& sku);

    database::Session& session_;
    CustomerRepository& customers_;
    ProductRepository& products_;
    OrderRepository& orders_;
    SettingRepository& settings_;
    std::unordered_map<std::string, std::optional<Customer>> known_customers_;
    std::unordered_map<std::string, std::optional<ProductId>> known_products_;
};

}  // namespace till

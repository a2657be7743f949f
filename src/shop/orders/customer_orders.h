#pragma once
#include "shop/customers/customer_observer.h"
#include "shop/orders/order_repository.h"

namespace till {

/// Retains the orders of a removed customer, as records without personal data.
class CustomerOrders : public CustomerObserver {
 public:
    explicit CustomerOrders(OrderRepository& orders) : orders_(orders) {}

    AfterCommit before_removal(database::Transaction& transaction, const Actor& /*actor*/,
                               CustomerId customer) override {
        orders_.forget_customer(transaction, customer);
        return {};
    }

 private:
    OrderRepository& orders_;
};

}  // namespace till

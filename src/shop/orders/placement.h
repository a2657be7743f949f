#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shop/customers/customer.h"
#include "shop/orders/idempotency.h"
#include "shop/orders/order.h"

namespace till {

/// An order that was placed. Of one that an earlier request of the same key placed, the response, the id and the
/// version are known, and nothing else.
struct PlacedOrder : Order {
    std::optional<std::string> response;  ///< as it is stored; of an idempotent request
    bool is_replay = false;
};

/// An order on its way in, and what became of it.
struct Placement {
    CustomerId customer = 0;
    AccountId account = 0;
    bool customer_was_given = false;  ///< by an admin: it may be none
    CustomerDetails contact;          ///< of the customer, looked up when it is placed
    bool from_cart = false;           ///< takes the items from the customer's cart and empties it
    std::vector<OrderItem> items;
    std::optional<std::string> shipping_address;
    std::optional<std::string> note;
    std::optional<Money> expected_total;
    std::optional<IdempotentRequest> idempotent_request;

    PlacedOrder order;  ///< the result
};

}  // namespace till

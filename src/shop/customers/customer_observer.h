#pragma once
#include <functional>

#include "platform/database/sql_session.h"
#include "shop/kernel/caller.h"
#include "shop/kernel/ids.h"

namespace till {

/// What a feature that stores something of customers does when one is changed or removed. Both calls are made in the
/// transaction, after the customer is locked and its version is checked, and before it is written; they may refuse.
class CustomerObserver {
 public:
    virtual ~CustomerObserver() = default;

    virtual void before_change(database::Transaction& /*transaction*/, const Actor& /*actor*/,
                               CustomerId /*customer*/) {}

    /// Called once the transaction is committed; may be empty.
    using AfterCommit = std::function<void()>;
    virtual AfterCommit before_removal(database::Transaction& transaction, const Actor& actor, CustomerId customer) = 0;
};

}  // namespace till

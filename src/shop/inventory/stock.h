#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "platform/time/clock.h"
#include "shop/kernel/ids.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/named.h"

namespace till {

/// Why a product's stock changed. The first three are written by the shop itself.
enum class MovementReason : std::uint8_t { initial, sale, cancellation, received, returned, damaged, correction };

template <>
struct Names<MovementReason> {
    static constexpr std::string_view names[] = {"initial",  "sale",    "cancellation", "received",
                                                 "returned", "damaged", "correction"};
};

/// One row of the ledger. A product's stock always equals the sum of its changes.
struct StockMovement {
    MovementId id = 0;
    ProductId product_id = 0;
    std::int64_t change = 0;
    MovementReason reason = MovementReason::initial;
    std::optional<OrderId> order_id;
    std::optional<AccountId> account_id;
    std::optional<std::string> note;
    Timestamp at;
};

/// The sign of a change for this reason: 1 adds units, -1 takes them away, 0 does either.
constexpr int direction_of(MovementReason reason) {
    switch (reason) {
        case MovementReason::sale:
        case MovementReason::damaged:
            return -1;
        case MovementReason::correction:
            return 0;
        default:
            return 1;
    }
}

/// An admin's change of the stock.
struct StockChange {
    std::int64_t change = 0;
    MovementReason reason = MovementReason::correction;
    std::optional<std::string> note;
};

/// Products of which there are fewer than that.
struct LowStockQuery : ListPageRequest {
    std::int64_t below = 10;
};

/// A product of which an order needs more than there is.
struct Shortage {
    ProductId product_id = 0;
    std::int64_t requested = 0;
    std::int64_t available = 0;
};

}  // namespace till

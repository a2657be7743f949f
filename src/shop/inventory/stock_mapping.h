#pragma once
#include "platform/database/mapping.h"
#include "shop/inventory/stock.h"
#include "shop/kernel/stored.h"

namespace till {

inline const database::Mapping<StockMovement>& stock_movement_mapping() {
    static const auto mapping = database::Mapping<StockMovement>("stock_movements")
                                    .generated("id", &StockMovement::id)
                                    .column("product_id", &StockMovement::product_id)
                                    .column("delta", &StockMovement::change)
                                    .column("reason", &StockMovement::reason)
                                    .column("order_id", &StockMovement::order_id)
                                    .column("account_id", &StockMovement::account_id)
                                    .column("note", &StockMovement::note)
                                    .column("moved_at", &StockMovement::at);
    return mapping;
}

}  // namespace till

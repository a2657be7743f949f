#include "shop/inventory/stock_schema.h"

#include "api/page_schema.h"

namespace till::schemas {

const Schema<StockChange>& stock_change() {
    static const auto schema =
        Schema<StockChange>("NewStockMovement", "A change of a product's stock")
            .field("change", &StockChange::change, integer{.min = -1'000'000'000, .max = 1'000'000'000, .zero = false},
                   "Quantity added (positive) or removed (negative): positive for the reasons `received` and "
                   "`returned`, negative for `damaged`, either for `correction`")
            .field("reason", &StockChange::reason,
                   choice<MovementReason>{{MovementReason::received, MovementReason::returned, MovementReason::damaged,
                                           MovementReason::correction}},
                   "Reason")
            .field("note", &StockChange::note, text{.max = 1000, .lines = true}, "Note in the ledger");
    return schema;
}

const Schema<StockMovement>& stock_movement() {
    static const auto schema =
        Schema<StockMovement>("StockMovement", "An entry in a product's stock ledger")
            .field("id", &StockMovement::id, id{}, "The movement's id")
            .field("product_id", &StockMovement::product_id, id{}, "The product's id")
            .field("change", &StockMovement::change, integer{}, "Quantity added (positive) or removed (negative)")
            .field("reason", &StockMovement::reason, choice<MovementReason>{}, "Reason")
            .field("order_id", &StockMovement::order_id, id{}, "The order that caused the movement")
            .field("account_id", &StockMovement::account_id, id{}, "The account that made the movement")
            .field("note", &StockMovement::note, text{.max = 1000, .lines = true}, "Note in the ledger")
            .field("at", &StockMovement::at, timestamp{}, "Time of the movement");
    return schema;
}

const Schema<Page<StockMovement>>& stock_movement_page() {
    static const auto schema = page_schema("StockMovementPage", "A page of a product's ledger", stock_movement());
    return schema;
}

const Schema<LowStockQuery>& low_stock_query() {
    static const auto schema =
        with_pages(Schema<LowStockQuery>("LowStockQuery", "What counts as low")
                       .field("below", &LowStockQuery::below, integer{.min = 0, .max = 1'000'000'000},
                              "Only products with less stock than this", 10));
    return schema;
}

const Schema<Shortage>& shortage() {
    static const auto schema = Schema<Shortage>("Shortage", "A product with insufficient stock")
                                   .field("product_id", &Shortage::product_id, id{}, "The product's id")
                                   .field("requested", &Shortage::requested, integer{.min = 1}, "Quantity requested")
                                   .field("available", &Shortage::available, integer{.min = 0}, "Quantity in stock");
    return schema;
}

}  // namespace till::schemas

#include "schemas/schemas.h"

namespace till::schemas {

const Schema<StockChange>& stock_change() {
    static const auto schema =
        Schema<StockChange>("NewStockMovement", "A change of a product's stock")
            .field("change", &StockChange::change, integer{.min = -1'000'000'000, .max = 1'000'000'000, .zero = false},
                   "Pieces that came (positive) or went (negative): positive where the reason is `received` or "
                   "`returned`, "
                   "negative where it is `damaged`, either for a `correction`")
            .field("reason", &StockChange::reason,
                   choice<MovementReason>{{MovementReason::received, MovementReason::returned, MovementReason::damaged,
                                           MovementReason::correction}},
                   "Why")
            .field("note", &StockChange::note, text{.max = 1000, .lines = true}, "For the record");
    return schema;
}

const Schema<StockMovement>& stock_movement() {
    static const auto schema =
        Schema<StockMovement>("StockMovement", "A row of a product's stock ledger")
            .field("id", &StockMovement::id, id{}, "The movement's id")
            .field("product_id", &StockMovement::product_id, id{}, "Whose stock it is")
            .field("change", &StockMovement::change, integer{}, "Pieces that came (positive) or went")
            .field("reason", &StockMovement::reason, choice<MovementReason>{}, "Why")
            .field("order_id", &StockMovement::order_id, id{}, "The order it was sold with")
            .field("account_id", &StockMovement::account_id, id{}, "Who did it")
            .field("note", &StockMovement::note, text{.max = 1000, .lines = true}, "For the record")
            .field("at", &StockMovement::at, timestamp{}, "When");
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
                              "Products of which there are fewer than this", 10));
    return schema;
}

const Schema<Shortage>& shortage() {
    static const auto schema = Schema<Shortage>("Shortage", "A product of which there is not enough")
                                   .field("product_id", &Shortage::product_id, id{}, "Which product")
                                   .field("requested", &Shortage::requested, integer{.min = 1}, "Pieces asked for")
                                   .field("available", &Shortage::available, integer{.min = 0}, "Pieces on hand");
    return schema;
}

}  // namespace till::schemas

#include "shop/inventory/stock_schema.h"

#include "api/list_page_schema.h"

namespace till::schemas {
namespace {

Schema<LowStockQuery> low_stock_query_schema(const ShopSettings& shop) {
    return with_pages(Schema<LowStockQuery>("LowStockQuery", "Filters for low stock")
                          .field("below", &LowStockQuery::below, integer{.min = 0, .max = 1'000'000'000},
                                 "Only products with less stock than this", 10),
                      shop.list_page_bounds);
}

}  // namespace

const Schema<StockChange>& stock_change() {
    static const auto schema =
        Schema<StockChange>("NewStockMovement", "A stock movement to create")
            .field("change", &StockChange::change, integer{.min = -1'000'000'000, .max = 1'000'000'000, .zero = false},
                   "Quantity added (positive) or removed (negative): positive for the reasons `received` and "
                   "`returned`, negative for `damaged`, either for `correction`")
            .field("reason", &StockChange::reason,
                   choice<MovementReason>{{MovementReason::received, MovementReason::returned, MovementReason::damaged,
                                           MovementReason::correction}},
                   "Reason")
            .field("note", &StockChange::note, text{.max = 1000, .lines = true}, "Note")
            .example({{"change", 48}, {"reason", "received"}, {"note", "Delivery 2026-118"}});
    return schema;
}

const Schema<StockMovement>& stock_movement() {
    static const auto schema =
        Schema<StockMovement>("StockMovement", "A stock movement")
            .field("id", &StockMovement::id, id{}, "Stock movement ID")
            .field("product_id", &StockMovement::product_id, id{}, "Product ID")
            .field("change", &StockMovement::change, integer{}, "Quantity added (positive) or removed (negative)")
            .field("reason", &StockMovement::reason, choice<MovementReason>{}, "Reason")
            .field("order_id", &StockMovement::order_id, id{},
                   "ID of the order that caused the movement; null if there is none")
            .field("account_id", &StockMovement::account_id, id{},
                   "ID of the account that made the movement; null if there is none")
            .field("note", &StockMovement::note, text{.max = 1000, .lines = true}, "Note")
            .field("at", &StockMovement::at, timestamp{}, "Time of the movement")
            .example({{"id", 301},
                      {"product_id", 42},
                      {"change", 48},
                      {"reason", "received"},
                      {"account_id", 1},
                      {"note", "Delivery 2026-118"}});
    return schema;
}

const Schema<ListPage<StockMovement>>& stock_movement_page() {
    static const auto schema = list_page_schema("StockMovementPage", "A page of stock movements", stock_movement());
    return schema;
}

const Schema<Shortage>& shortage() {
    static const auto schema = Schema<Shortage>("Shortage", "A product with insufficient stock")
                                   .field("product_id", &Shortage::product_id, id{}, "Product ID")
                                   .field("requested", &Shortage::requested, integer{.min = 1}, "Quantity requested")
                                   .field("available", &Shortage::available, integer{.min = 0}, "Quantity in stock")
                                   .example({{"product_id", 42}, {"requested", 3}, {"available", 1}});
    return schema;
}

}  // namespace till::schemas

namespace till {

StockSchemas::StockSchemas(const ShopSettings& shop)
    : movements_query(schemas::page_query(shop.list_page_bounds)),
      low_stock_query(schemas::low_stock_query_schema(shop)) {}

}  // namespace till

#include "shop/inventory/sql_stock_repository.h"

#include "platform/database/guarded_add.h"
#include "platform/database/mapping.h"
#include "shop/inventory/stock_mapping.h"
#include "shop/kernel/listing.h"
#include "shop/kernel/stored.h"
#include "shop/kernel/topics.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Mapping;
using database::Query;
using database::SqlSession;
using database::Transaction;

struct StockRow {
    ProductId product_id = 0;
    std::int64_t on_hand = 0;
};

const Mapping<StockRow>& stock_mapping() {
    static const auto mapping =
        Mapping<StockRow>("stock").column("product_id", &StockRow::product_id).column("on_hand", &StockRow::on_hand);
    return mapping;
}

const database::Counter& on_hand_column() {
    static const database::Counter counter{.table = "stock", .key = "product_id", .column = "on_hand"};
    return counter;
}

void invalidate(Transaction& transaction, const Quantities& changes) {
    for (const auto& [product, change] : changes) transaction.invalidate(tag(Topic::product, product));
    transaction.invalidate(tag(Topic::stock));
}

/// A product says whether there are any of it, so that lists find that in their indexes. It is written only where that
/// has changed.
void mark_in_stock(Transaction& transaction, std::span<const ProductId> products, bool in_stock) {
    transaction.execute_among(in_stock ? "UPDATE products SET in_stock = 1" : "UPDATE products SET in_stock = 0", "id",
                              products, in_stock ? "AND in_stock = 0" : "AND in_stock = 1");
}

void mark_what_crossed_zero(Transaction& transaction, const Quantities& changes) {
    std::vector<ProductId> more;
    std::vector<ProductId> fewer;
    for (const auto& [product, change] : changes) (change > 0 ? more : fewer).push_back(product);
    mark_in_stock(transaction, more, true);
    std::vector<ProductId> gone;
    for (const StockRow& row : transaction.select_among(stock_mapping(), "product_id",
                                                        std::span<const ProductId>(fewer), "AND on_hand = 0")) {
        gone.push_back(row.product_id);
    }
    mark_in_stock(transaction, gone, false);
}

}  // namespace

Quantities SqlStockRepository::on_hand(SqlSession& session, std::span<const ProductId> products) {
    depend_on_each(session, Topic::product, products);
    Quantities quantities;
    for (const ProductId product : products) quantities[product] = 0;
    for (const StockRow& row : session.select_among(stock_mapping(), "product_id", products)) {
        quantities[row.product_id] = row.on_hand;
    }
    return quantities;
}

ListPage<StockMovement> SqlStockRepository::movements(SqlSession& session, ProductId product,
                                                      const ListPageRequest& page) {
    session.depends_on(tag(Topic::product, product));
    const Listing newest_first{.from_where = Query("FROM stock_movements WHERE 1 = 1"),
                               .order = {{"id", true}},
                               .same = {{"product_id", cell_of(product)}}};
    const ListPage<MovementId> ids = read_page(session, newest_first, page);
    return in_order(ids, session.select_among(stock_movement_mapping(), "id", std::span(ids.items)));
}

ListPage<ProductId> SqlStockRepository::low(SqlSession& session, const LowStockQuery& query) {
    session.depends_on(tag(Topic::stock));
    session.depends_on(tag(Topic::catalogue));
    const Listing fewest_first{.from_where = Query("FROM stock WHERE 1 = 1"),
                               .order = {{"on_hand"}, {"product_id"}},
                               .range = Query(" AND on_hand < :below", query.below)};
    return read_page(session, fewest_first, query);
}

void SqlStockRepository::open(Transaction& transaction, std::span<const OpeningStock> initial) {
    std::vector<StockRow> rows;
    std::vector<StockMovement> movements;
    rows.reserve(initial.size());
    movements.reserve(initial.size());
    for (const OpeningStock& opening : initial) {
        rows.push_back({opening.product_id, opening.quantity});
        movements.push_back({.product_id = opening.product_id,
                             .change = opening.quantity,
                             .reason = MovementReason::initial,
                             .account_id = opening.account_id,
                             .at = opening.at});
    }
    transaction.insert(stock_mapping(), std::span<const StockRow>(rows));
    std::vector<ProductId> in_stock;
    for (const StockRow& row : rows) {
        if (row.on_hand > 0) in_stock.push_back(row.product_id);
    }
    mark_in_stock(transaction, in_stock, true);
    transaction.invalidate(tag(Topic::stock));
    record(transaction, movements);
}

std::vector<ProductId> SqlStockRepository::change(Transaction& transaction, const Quantities& changes) {
    invalidate(transaction, changes);
    std::vector<ProductId> refused = database::add_unless_negative(transaction, on_hand_column(), changes);
    mark_what_crossed_zero(transaction, changes);
    return refused;
}

bool SqlStockRepository::change_all(Transaction& transaction, const Quantities& changes) {
    invalidate(transaction, changes);
    if (!database::add_all_unless_negative(transaction, on_hand_column(), changes)) return false;
    mark_what_crossed_zero(transaction, changes);
    return true;
}

std::vector<MovementId> SqlStockRepository::record(Transaction& transaction, std::span<const StockMovement> movements) {
    for (const StockMovement& movement : movements) transaction.invalidate(tag(Topic::product, movement.product_id));
    return transaction.insert(stock_movement_mapping(), movements);
}

}  // namespace till

#include "shop/inventory/stock_service.h"

#include "shop/kernel/problems.h"
#include "shop/kernel/require_found.h"

namespace till {

using database::SqlSession;
using database::Transaction;

namespace {

void require_direction(const StockChange& change) {
    const int direction = direction_of(change.reason);
    if (direction == 0 || (direction > 0) == (change.change > 0)) return;
    const std::string reason(name_of(change.reason));
    throw Refusal::invalid("change", direction > 0 ? "must be positive for the reason " + reason
                                                   : "must be negative for the reason " + reason);
}

}  // namespace

ListPage<StockMovement> StockService::movements(ProductId product, const ListPageRequest& page) {
    return database_.read([&](SqlSession& session) {
        require_found(products_.find(session, product), "product", product);
        return stock_.movements(session, product, page);
    });
}

ListPage<Product> StockService::low(const LowStockQuery& query) {
    return database_.read([&](SqlSession& session) {
        const ListPage<ProductId> ids = stock_.low(session, query);
        return in_order(ids, products_.find_all(session, ids.items));
    });
}

StockMovement StockService::move(const Caller& caller, ProductId product, const StockChange& change) {
    require_direction(change);
    return database_.write([&](Transaction& transaction) {
        require_found(products_.find(transaction, product), "product", product);
        if (!stock_.change(transaction, {{product, change.change}}).empty()) {
            const std::int64_t on_hand = stock_.on_hand(transaction, {&product, 1}).at(product);
            throw Refusal(problems::insufficient_stock,
                          "There are " + std::to_string(on_hand) + " in stock, fewer than the change removes.");
        }
        StockMovement movement{.product_id = product,
                               .change = change.change,
                               .reason = change.reason,
                               .account_id = caller.account,
                               .note = change.note,
                               .at = clock_.now()};
        movement.id = stock_.record(transaction, {&movement, 1}).front();
        return movement;
    });
}

}  // namespace till

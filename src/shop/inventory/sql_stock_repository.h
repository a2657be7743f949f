#pragma once
#include "shop/inventory/stock_repository.h"

namespace till {

class SqlStockRepository : public StockRepository {
 public:
    Quantities on_hand(database::SqlSession& session, std::span<const ProductId> products) override;
    ListPage<StockMovement> movements(database::SqlSession& session, ProductId product,
                                      const ListPageRequest& page) override;
    ListPage<ProductId> low(database::SqlSession& session, const LowStockQuery& query) override;

    void open(database::Transaction& transaction, std::span<const OpeningStock> initial) override;
    std::vector<ProductId> change(database::Transaction& transaction, const Quantities& changes) override;
    bool change_all(database::Transaction& transaction, const Quantities& changes) override;
    std::vector<MovementId> record(database::Transaction& transaction,
                                   std::span<const StockMovement> movements) override;
};

}  // namespace till

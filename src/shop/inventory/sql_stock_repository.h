#pragma once
#include "shop/inventory/stock_repository.h"

namespace till {

class SqlStockRepository : public StockRepository {
 public:
    Quantities on_hand(database::Session& session, std::span<const ProductId> products) override;
    Page<StockMovement> movements(database::Session& session, ProductId product, const PageRequest& page) override;
    Page<ProductId> low(database::Session& session, const LowStockQuery& query) override;

    void open(database::Transaction& transaction, std::span<const OpeningStock> initial) override;
    std::vector<ProductId> change(database::Transaction& transaction, const Quantities& changes) override;
    bool change_all(database::Transaction& transaction, const Quantities& changes) override;
    std::vector<MovementId> record(database::Transaction& transaction,
                                   std::span<const StockMovement> movements) override;
};

}  // namespace till

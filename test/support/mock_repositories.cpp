#include "support/mock_repositories.h"

#include "support/samples.h"

// Most of what a mock costs the compiler is its construction and destruction: once, here.
namespace till::test {

MockProductRepository::MockProductRepository() {
    ON_CALL(*this, find_to_change).WillByDefault([this](Transaction& transaction, ProductId id) {
        return find(transaction, id);
    });
}
MockProductRepository::~MockProductRepository() = default;

MockStockRepository::MockStockRepository() {
    ON_CALL(*this, change_all).WillByDefault([this](Transaction& transaction, const Quantities& changes) {
        return change(transaction, changes).empty();
    });
}
MockStockRepository::~MockStockRepository() = default;

MockCustomerRepository::MockCustomerRepository() {
    ON_CALL(*this, find_all).WillByDefault([](SqlSession&, std::span<const CustomerId> ids) {
        std::vector<Customer> all;
        for (const CustomerId id : ids) all.push_back(customer("ada@example.com", id));
        return all;
    });
}
MockCustomerRepository::~MockCustomerRepository() = default;

MockAccountRepository::MockAccountRepository() = default;
MockAccountRepository::~MockAccountRepository() = default;

MockSessionRepository::MockSessionRepository() = default;
MockSessionRepository::~MockSessionRepository() = default;

MockCartRepository::MockCartRepository() = default;
MockCartRepository::~MockCartRepository() = default;

MockOrderRepository::MockOrderRepository() = default;
MockOrderRepository::~MockOrderRepository() = default;

MockIdempotencyRepository::MockIdempotencyRepository() = default;
MockIdempotencyRepository::~MockIdempotencyRepository() = default;

}  // namespace till::test

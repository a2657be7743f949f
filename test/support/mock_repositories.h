#pragma once
#include <gmock/gmock.h>

#include "shop/accounts/account_repository.h"
#include "shop/carts/cart_repository.h"
#include "shop/catalogue/product_repository.h"
#include "shop/customers/customer_repository.h"
#include "shop/images/image_repository.h"
#include "shop/inventory/stock_repository.h"
#include "shop/orders/idempotency_repository.h"
#include "shop/orders/order_repository.h"
#include "shop/reports/report_repository.h"
#include "shop/sessions/session_repository.h"
#include "shop/settings/setting_repository.h"

namespace till::test {

using database::SqlSession;
using database::Transaction;

class MockProductRepository : public ProductRepository {
 public:
    MockProductRepository();
    ~MockProductRepository() override;
    MOCK_METHOD(std::optional<Product>, find, (SqlSession&, ProductId), (override));
    MOCK_METHOD(std::vector<Product>, find_all, (SqlSession&, std::span<const ProductId>), (override));
    MOCK_METHOD(std::vector<Offer>, offers, (SqlSession&, std::span<const ProductId>), (override));
    MOCK_METHOD(std::optional<Product>, find_to_change, (Transaction&, ProductId), (override));
    MOCK_METHOD(std::optional<Product>, find_by_sku, (SqlSession&, std::string_view), (override));
    MOCK_METHOD(ListPage<Product>, list, (SqlSession&, const ProductQuery&), (override));
    MOCK_METHOD(std::vector<Category>, categories, (SqlSession&), (override));
    MOCK_METHOD(std::vector<ProductId>, add, (Transaction&, std::span<const Product>), (override));
    MOCK_METHOD(void, update, (Transaction&, const Product&, const Product&), (override));
    MOCK_METHOD(RenewedTexts, renew_texts, (Transaction&, ProductId, std::int64_t), (override));
    MOCK_METHOD(void, remove, (Transaction&, const Product&), (override));
};

class MockStockRepository : public StockRepository {
 public:
    MockStockRepository();
    ~MockStockRepository() override;
    MOCK_METHOD(Quantities, on_hand, (SqlSession&, std::span<const ProductId>), (override));
    MOCK_METHOD(ListPage<StockMovement>, movements, (SqlSession&, ProductId, const ListPageRequest&), (override));
    MOCK_METHOD(ListPage<ProductId>, low, (SqlSession&, const LowStockQuery&), (override));
    MOCK_METHOD(void, open, (Transaction&, std::span<const OpeningStock>), (override));
    MOCK_METHOD(std::vector<ProductId>, change, (Transaction&, const Quantities&), (override));
    MOCK_METHOD(bool, change_all, (Transaction&, const Quantities&), (override));
    MOCK_METHOD(std::vector<MovementId>, record, (Transaction&, std::span<const StockMovement>), (override));
};

class MockCustomerRepository : public CustomerRepository {
 public:
    MockCustomerRepository();
    ~MockCustomerRepository() override;
    MOCK_METHOD(std::optional<Customer>, find, (SqlSession&, CustomerId), (override));
    MOCK_METHOD(std::vector<Customer>, find_all, (SqlSession&, std::span<const CustomerId>), (override));
    MOCK_METHOD(std::optional<Customer>, find_by_email, (SqlSession&, std::string_view), (override));
    MOCK_METHOD(ListPage<Customer>, list, (SqlSession&, const SearchRequest&), (override));
    MOCK_METHOD(std::optional<Customer>, find_to_change, (Transaction&, CustomerId), (override));
    MOCK_METHOD(std::vector<CustomerId>, add, (Transaction&, std::span<const Customer>), (override));
    MOCK_METHOD(void, update, (Transaction&, const Customer&), (override));
    MOCK_METHOD(void, remove, (Transaction&, const Customer&), (override));
    MOCK_METHOD(RenewedTexts, renew_texts, (Transaction&, CustomerId, std::int64_t), (override));
};

class MockAccountRepository : public AccountRepository {
 public:
    MockAccountRepository();
    ~MockAccountRepository() override;
    MOCK_METHOD(std::optional<Account>, find, (SqlSession&, AccountId), (override));
    MOCK_METHOD(std::optional<Account>, find_by_username, (SqlSession&, std::string_view), (override));
    MOCK_METHOD(std::optional<Account>, find_by_customer, (SqlSession&, CustomerId), (override));
    MOCK_METHOD(ListPage<Account>, list, (SqlSession&, const SearchRequest&), (override));
    MOCK_METHOD(std::optional<Account>, find_to_change, (Transaction&, AccountId), (override));
    MOCK_METHOD(std::int64_t, lock_admins, (Transaction&), (override));
    MOCK_METHOD(AccountId, add, (Transaction&, const Account&), (override));
    MOCK_METHOD(void, update, (Transaction&, const Account&), (override));
    MOCK_METHOD(RenewedTexts, renew_texts, (Transaction&, AccountId, std::int64_t), (override));
    MOCK_METHOD(void, remove, (Transaction&, const Account&), (override));
};

class MockSessionRepository : public SessionRepository {
 public:
    MockSessionRepository();
    ~MockSessionRepository() override;
    MOCK_METHOD(std::optional<SignInSession>, find_by_family, (SqlSession&, std::string_view), (override));
    MOCK_METHOD(std::optional<SignInSession>, find_to_change, (Transaction&, SessionId), (override));
    MOCK_METHOD(std::optional<SessionState>, state, (SqlSession&, SessionId), (override));
    MOCK_METHOD(SessionId, add, (Transaction&, const SignInSession&), (override));
    MOCK_METHOD(bool, refresh, (Transaction&, const SignInSession&, std::string_view), (override));
    MOCK_METHOD(void, remove, (Transaction&, SessionId), (override));
    MOCK_METHOD(void, remove_all, (Transaction&, AccountId), (override));
    MOCK_METHOD(std::int64_t, remove_expired, (Transaction&, Timestamp, std::int64_t), (override));
};

class MockCartRepository : public CartRepository {
 public:
    MockCartRepository();
    ~MockCartRepository() override;
    MOCK_METHOD(std::vector<CartItem>, items, (SqlSession&, std::span<const CustomerId>), (override));
    MOCK_METHOD(void, bump_versions, (Transaction&, std::span<const CustomerId>), (override));
    MOCK_METHOD(void, put, (Transaction&, std::span<const CartItem>), (override));
    MOCK_METHOD(void, remove, (Transaction&, std::span<const CartItem>), (override));
    MOCK_METHOD(void, clear, (Transaction&, std::span<const CustomerId>), (override));
};

class MockOrderRepository : public OrderRepository {
 public:
    MockOrderRepository();
    ~MockOrderRepository() override;
    MOCK_METHOD(std::optional<Order>, find, (SqlSession&, OrderId), (override));
    MOCK_METHOD(ListPage<Order>, list, (SqlSession&, const OrderQuery&), (override));
    MOCK_METHOD(ListPage<Order>, list_briefly, (SqlSession&, const OrderQuery&), (override));
    MOCK_METHOD(std::vector<OrderEvent>, history, (SqlSession&, OrderId), (override));
    MOCK_METHOD(std::vector<OrderId>, add, (Transaction&, std::span<const Order>), (override));
    MOCK_METHOD(bool, update, (Transaction&, const Order&), (override));
    MOCK_METHOD(void, record, (Transaction&, std::span<const OrderEvent>), (override));
    MOCK_METHOD(void, append, (Transaction&, const OrderEvent&), (override));
    MOCK_METHOD(void, forget_customer, (Transaction&, CustomerId), (override));
};

class MockIdempotencyRepository : public IdempotencyRepository {
 public:
    MockIdempotencyRepository();
    ~MockIdempotencyRepository() override;
    MOCK_METHOD(std::vector<IdempotencyRecord>, find_all, (SqlSession&, std::span<const IdempotencyKey>), (override));
    MOCK_METHOD(void, add, (Transaction&, std::span<const IdempotencyRecord>), (override));
    MOCK_METHOD(std::int64_t, remove_expired, (Transaction&, Timestamp, std::int64_t), (override));
};

class MockSettingRepository : public SettingRepository {
 public:
    MOCK_METHOD(std::optional<std::string>, find, (SqlSession&, std::string_view), (override));
    MOCK_METHOD(std::optional<std::string>, find_to_change, (Transaction&, std::string_view), (override));
    MOCK_METHOD(void, add, (Transaction&, std::string_view, std::string_view), (override));
    MOCK_METHOD(void, set, (Transaction&, std::string_view, std::string_view), (override));
};

class MockReportRepository : public ReportRepository {
 public:
    MOCK_METHOD(std::vector<DaySales>, sales_by_day, (SqlSession&, std::span<const EqualDays>), (override));
    MOCK_METHOD(std::vector<ProductSales>, best_sellers, (SqlSession&, Timestamp, Timestamp, std::int64_t), (override));
};

class MockImageRepository : public ImageRepository {
 public:
    MOCK_METHOD(std::optional<std::string>, find, (SqlSession&, std::string_view, ImageSize), (override));
    MOCK_METHOD(bool, has, (SqlSession&, std::string_view), (override));
    MOCK_METHOD(bool, hold, (Transaction&, std::string_view), (override));
    MOCK_METHOD(void, put, (Transaction&, const Image&), (override));
};

/// All of a shop's repositories, as mocks that return nothing for unexpected calls.
struct MockRepositories {
    testing::NiceMock<MockProductRepository> products;
    testing::NiceMock<MockStockRepository> stock;
    testing::NiceMock<MockCustomerRepository> customers;
    testing::NiceMock<MockAccountRepository> accounts;
    testing::NiceMock<MockCartRepository> carts;
    testing::NiceMock<MockOrderRepository> orders;
    testing::NiceMock<MockSessionRepository> sessions;
    testing::NiceMock<MockIdempotencyRepository> keys;
    testing::NiceMock<MockSettingRepository> settings;
    testing::NiceMock<MockReportRepository> reports;
    testing::NiceMock<MockImageRepository> images;
};

/// A span whose items, as a vector, are matched.
MATCHER_P(Holds, matcher, "holds items such that " + testing::DescribeMatcher<std::vector<std::int64_t>>(matcher)) {
    const std::vector<std::int64_t> items(arg.begin(), arg.end());
    return testing::ExplainMatchResult(matcher, items, result_listener);
}

/// Copies the span that is the call's second argument into a vector.
template <class Item>
auto copy_into(std::vector<Item>& copies) {
    return [&copies](Transaction&, std::span<const Item> items) { copies.assign(items.begin(), items.end()); };
}

/// The same, and returns these ids.
template <class Item>
auto copy_and_number(std::vector<Item>& copies, std::vector<std::int64_t> ids) {
    return [&copies, ids = std::move(ids)](Transaction&, std::span<const Item> items) {
        copies.assign(items.begin(), items.end());
        return ids;
    };
}

}  // namespace till::test

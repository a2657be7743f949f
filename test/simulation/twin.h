#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shop/accounts/account.h"
#include "shop/carts/cart.h"
#include "shop/catalogue/product.h"
#include "shop/customers/customer.h"
#include "shop/inventory/stock.h"
#include "shop/kernel/caller.h"
#include "shop/kernel/version.h"
#include "shop/orders/idempotency.h"
#include "shop/orders/order.h"
#include "shop/orders/order_placement.h"
#include "shop/sessions/session.h"
#include "support/fixed_clock.h"

namespace till::simulation {

/// A password that is refused.
inline constexpr const char* guessed_first = "password";

/// What a list is ordered by: a text or a number, then an id.
struct SortKey {
    std::string text;
    std::int64_t number = 0;
    std::int64_t id = 0;

    auto operator<=>(const SortKey&) const = default;
};

/// The shop's rules once more, on plain maps: written to be read, and slow. It has the verbs of the services, and
/// shares nothing with them but the models, the words that texts are folded into, and what refusals are called.
class Twin {
 public:
    explicit Twin(const Clock& clock) : clock_(clock) {}

    // The catalogue and its stock.
    ListPage<Product> list_products(const ProductQuery& query);
    Product find_product(ProductId id) const;
    std::vector<Category> categories() const;
    Product add_product(AccountId by, const NewProduct& product);
    Product change_product(ProductId id, const ExpectedVersion& expected,
                           const std::function<void(ProductDetails&)>& change);
    void remove_product(ProductId id, const ExpectedVersion& expected);
    ListPage<StockMovement> movements(ProductId id, const ListPageRequest& page);
    ListPage<Product> low_on_stock(const LowStockQuery& query);
    StockMovement move_stock(AccountId by, ProductId id, const StockChange& change);

    // Customers and accounts.
    ListPage<Customer> list_customers(const SearchRequest& request);
    Customer add_customer(const CustomerDetails& details);
    Customer change_customer(CustomerId id, const ExpectedVersion& expected,
                             const std::function<void(CustomerDetails&)>& change);
    void remove_customer(CustomerId id, const ExpectedVersion& expected);
    ListPage<AccountView> list_accounts(const SearchRequest& request);
    AccountView add_account(const NewAccount& account);
    AccountView register_customer(const Registration& registration);
    AccountView change_account(AccountId id, const ExpectedVersion& expected,
                               const std::function<void(AccountDetails&)>& change);
    void remove_account(AccountId id, const ExpectedVersion& expected);

    // Sessions. A refresh token is `family.number of the refresh`.
    struct Entrance {
        SessionId session = 0;
        std::int64_t generation = 0;
        std::string refresh_token;
        Account account;
    };
    Entrance sign_in(const std::string& username, const std::string& password);
    Entrance refresh(const std::string& refresh_token);
    void sign_out(SessionId session);
    Entrance change_password(const Caller& caller, const std::string& current, const std::string& wanted);
    std::optional<SessionState> session_state(SessionId session) const;

    // Carts and orders.
    Cart find_cart(CustomerId customer) const;
    Cart add_to_cart(CustomerId customer, ProductId product, std::int64_t quantity);
    Cart set_in_cart(CustomerId customer, ProductId product, std::int64_t quantity);
    Cart remove_from_cart(CustomerId customer, ProductId product);
    void clear_cart(CustomerId customer);
    PlacedOrder place(const Caller& caller, const PlaceOrder& command,
                      const std::optional<IdempotentRequest>& idempotent_request);
    PlacedOrder checkout(const Caller& caller, const Checkout& command,
                         const std::optional<IdempotentRequest>& idempotent_request);
    Order find_order(const Caller& caller, OrderId id) const;
    OrderTracking track(const Caller& caller, OrderId id) const;
    ListPage<Order> list_orders(const OrderQuery& query);
    Order transition_order(const Caller& caller, OrderId id, const TransitionOrder& command,
                           const ExpectedVersion& expected);
    Order cancel_order(const Caller& caller, OrderId id, const CancelOrder& command, const ExpectedVersion& expected);

    // What there is, for who decides what to do next.
    const std::map<ProductId, Product>& products() const { return products_; }
    const std::map<CustomerId, Customer>& customers() const { return customers_; }
    const std::map<AccountId, Account>& accounts() const { return accounts_; }
    const std::map<OrderId, Order>& orders() const { return orders_; }
    std::int64_t products_ever() const { return last_product_; }

 private:
    /// A row of a list with what it is ordered by.
    template <class T>
    using Row = std::pair<SortKey, T>;
    template <class T>
    ListPage<T> page_of(std::vector<Row<T>> rows, const ListPageRequest& request, bool descending = false);

    Timestamp now() const { return clock_.now(); }
    void require_free_sku(const ProductDetails& details, ProductId except) const;
    void require_free_email(const std::string& email, CustomerId except) const;
    void require_free_username(const std::string& username, AccountId except) const;
    void require_another_admin(const Account& account) const;
    AccountView view(const Account& account) const;
    void end_sessions(AccountId account);
    Entrance begin_session(const Account& account);
    void write_ledger(StockMovement movement);
    Cart require_countable(CustomerId customer, std::vector<OrderItem> items);
    Cart view_cart(const std::vector<OrderItem>& items) const;
    std::vector<OrderLine> lines_of(const std::vector<OrderItem>& items) const;
    void require_in_stock(const std::vector<OrderLine>& lines) const;
    Order book(const Caller& caller, Order order);
    PlacedOrder idempotently(const Caller& caller, const std::optional<IdempotentRequest>& idempotent_request,
                             const std::function<Order()>& place);
    Order step(const Caller& caller, const Order& order, const TransitionOrder& command);
    void restock(const Order& order, AccountId by);

    struct SignedInSession {
        AccountId account = 0;
        std::int64_t generation = 0;
        Timestamp created_at;
        Timestamp refreshed_at;
        Timestamp expires_at;
    };

    const Clock& clock_;
    std::map<ProductId, Product> products_;
    std::map<MovementId, StockMovement> ledger_;
    std::map<CustomerId, Customer> customers_;
    std::map<AccountId, Account> accounts_;  // with the password itself where the shop has its hash
    std::map<SessionId, SignedInSession> sessions_;
    std::map<CustomerId, std::vector<OrderItem>> carts_;
    std::map<OrderId, Order> orders_;
    std::map<OrderId, std::vector<OrderEvent>> histories_;
    std::map<IdempotencyKey, IdempotencyRecord> responses_;
    std::vector<SortKey> positions_;
    ProductId last_product_ = 0;
    MovementId last_movement_ = 0;
    CustomerId last_customer_ = 0;
    AccountId last_account_ = 0;
    SessionId last_session_ = 0;
    OrderId last_order_ = 0;
};

/// How long a session lasts that is not refreshed, in both shops.
inline constexpr std::chrono::hours session_hours{48};
/// And one that is.
inline constexpr std::chrono::hours family_hours{90};

template <class T>
ListPage<T> Twin::page_of(std::vector<Row<T>> rows, const ListPageRequest& request, bool descending) {
    const auto before = [descending](const SortKey& left, const SortKey& right) {
        return descending ? right < left : left < right;
    };
    std::sort(rows.begin(), rows.end(),
              [&](const auto& left, const auto& right) { return before(left.first, right.first); });
    ListPage<T> page{.items = {}, .page = {}, .per_page = request.per_page, .total = {}};
    std::size_t begin = 0;
    if (request.after) {
        const SortKey& after = positions_.at(std::stoul(*request.after));
        while (begin < rows.size() && !before(after, rows[begin].first)) ++begin;
    } else {
        page.page = request.page;
        page.total = static_cast<std::int64_t>(rows.size());
        begin = std::min(rows.size(), static_cast<std::size_t>(request.offset()));
    }
    const std::size_t end = std::min(rows.size(), begin + static_cast<std::size_t>(request.per_page));
    for (std::size_t i = begin; i < end; ++i) page.items.push_back(rows[i].second);
    if (end < rows.size() && end > begin) {
        page.next = std::to_string(positions_.size());
        positions_.push_back(rows[end - 1].first);
    }
    return page;
}

}  // namespace till::simulation

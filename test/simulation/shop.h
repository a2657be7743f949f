#pragma once
#include "app/repositories.h"
#include "platform/limits/backoff.h"
#include "shop/accounts/account_service.h"
#include "shop/accounts/customer_accounts.h"
#include "shop/carts/cart_service.h"
#include "shop/catalogue/product_service.h"
#include "shop/customers/customer_service.h"
#include "shop/inventory/stock_service.h"
#include "shop/orders/customer_orders.h"
#include "shop/orders/order_service.h"
#include "shop/sessions/sign_in_service.h"
#include "simulation/twin.h"
#include "support/shop_settings.h"

namespace till::simulation {

/// The services on their repositories on a database: what the twin is compared with.
struct Shop {
    Shop(database::Database& store, const Clock& clock)
        : database(store),
          hasher(8192, 1),
          backoff(4096),
          guard(hasher, backoff, clock),
          signer("a secret of the shop that is long enough", "till", "till", std::chrono::minutes(60)),
          products(store, rows.products, rows.stock, rows.images, clock, test::shop_settings().image_hosts),
          stock(store, rows.products, rows.stock, clock),
          customer_accounts(rows.accounts, rows.sessions, log, test::shop_settings().roles),
          customer_orders(rows.orders),
          customers(store, rows.customers, clock),
          accounts(store, rows.accounts, rows.customers, rows.sessions, hasher, log, clock,
                   test::shop_settings().roles),
          sign_ins(store, {rows.accounts, rows.sessions, rows.customers}, guard, signer,
                   {.refresh_lifetime = session_hours,
                    .family_lifetime = family_hours,
                    .refresh_key = KeyedDigest("a secret of the shop", "refresh tokens")},
                   log, clock),
          carts(store, rows.carts, rows.products, rows.stock, test::shop_settings().order_bounds),
          orders(store, {rows.orders, rows.products, rows.stock, rows.carts, rows.customers, rows.keys}, clock,
                 test::shop_settings()) {
        customers.add_observer(customer_accounts);
        customers.add_observer(customer_orders);
    }

    std::optional<SessionState> session_state(SessionId id) {
        return database.read([&](database::SqlSession& session) { return rows.sessions.state(session, id); });
    }

    database::Database& database;
    Repositories rows;
    SecurityLog log;
    PasswordHasher hasher;
    limits::Backoff backoff;
    PasswordGuard guard;
    TokenSigner signer;
    ProductService products;
    StockService stock;
    CustomerAccounts customer_accounts;
    CustomerOrders customer_orders;
    CustomerService customers;
    AccountService accounts;
    SignInService sign_ins;
    CartService carts;
    OrderService orders;
};

}  // namespace till::simulation

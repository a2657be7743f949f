#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "shop/accounts/account.h"
#include "shop/catalogue/product.h"
#include "shop/customers/customer.h"
#include "shop/kernel/caller.h"
#include "shop/orders/order.h"
#include "support/fixed_clock.h"
#include "support/shop_settings.h"

/// Models for tests to start from: complete, and dull.
namespace till::test {

inline Money money(std::string_view text) { return Money::parse(text, shop_settings().currency).money.value(); }

inline Product product(std::string name, std::string_view price = "10.00", ProductId id = 0) {
    Product product;
    product.id = id;
    product.name = std::move(name);
    product.price = money(price);
    product.created_at = product.updated_at = at("2026-01-01T00:00:00Z");
    return product;
}

inline Offer offer(ProductId id, std::string name, std::string_view price) {
    return {.id = id, .sku = "SKU-" + std::to_string(id), .name = std::move(name), .price = money(price)};
}

inline Customer customer(std::string email, CustomerId id = 0) {
    Customer customer;
    customer.id = id;
    customer.name = "Ada Lovelace";
    customer.email = std::move(email);
    customer.created_at = customer.updated_at = at("2026-01-01T00:00:00Z");
    return customer;
}

inline Account account(std::string username, Role role = Role::admin, AccountId id = 0) {
    Account account;
    account.id = id;
    account.username = std::move(username);
    account.password_hash = "no hash";
    account.role = role;
    account.created_at = account.updated_at = at("2026-01-01T00:00:00Z");
    return account;
}

inline Caller admin() { return {.account = 1, .role = Role::admin, .customer = std::nullopt}; }
inline Caller shopper(CustomerId customer = 7) {
    return {.account = customer + 100, .role = Role::customer, .customer = customer};
}

}  // namespace till::test

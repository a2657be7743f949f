#include <gtest/gtest.h>

#include "repositories/invalidations.h"

namespace till {

std::vector<Write> InvalidationsOfRepositories::writes() {
    return {
        {{"product.add", "stock.open"},
         [this](Transaction& t) {
             Product added = test::product("New lamp", "20.00");
             added.sku = "NEW";
             const ProductId id = products.add(t, {&added, 1}).front();
             ASSERT_EQ(id, product_to_come);
             const OpeningStock initial{.product_id = id, .quantity = 3, .account_id = {}, .at = added.created_at};
             stock.open(t, {&initial, 1});
         }},
        {{"file_key.add_origins"},
         [this](Transaction& t) {
             file_keys.add_origins(t, std::vector<ProductOrigin>{{"Other-1", mug}});
         }},
        {{"product.update"},
         [this](Transaction& t) {
             const Product before = products.find(t, lamp).value();
             Product after = before;
             after.sku = "LUX";
             after.name = "Lux";
             after.category = "Lights";
             after.price = test::money("15.00");
             products.update(t, before, after);
         }},
        {{"stock.change"},
         [this](Transaction& t) {
             EXPECT_TRUE(stock.change(t, {{lamp, -5}, {mug, 2}}).empty());
         }},
        {{"stock.change_all"},
         [this](Transaction& t) {
             EXPECT_TRUE(stock.change_all(t, {{lamp, 4}, {mug, -1}}));
         }},
        {{"stock.record"},
         [this](Transaction& t) {
             const StockMovement movement{.product_id = lamp, .change = -5, .at = test::at("2026-01-02T00:00:00Z")};
             stock.record(t, {&movement, 1});
         }},
        {{"customer.add"},
         [this](Transaction& t) {
             const Customer added = test::customer("new@example.com");
             customers.add(t, {&added, 1});
         }},
        {{"customer.update"},
         [this](Transaction& t) {
             Customer changed = customers.find(t, ada).value();
             changed.email = "ada.lovelace@example.com";
             customers.update(t, changed);
         }},
        {{"account.add"},
         [this](Transaction& t) {
             Account bobs = test::account("bob", Role::customer);
             bobs.customer_id = bob;
             accounts.add(t, bobs);
         }},
        {{"cart.bump_versions"},
         [this](Transaction& t) {
             carts.bump_versions(t, {&bob, 1});
         }},
        {{"cart.put"}, [this](Transaction& t) { put_into_cart(t, bob, lamp, 1); }},
        {{"cart.put"}, [this](Transaction& t) { put_into_cart(t, bob, lamp, 2); }},
        {{"cart.remove"},
         [this](Transaction& t) {
             const CartItem item{.customer_id = bob, .product_id = lamp};
             carts.remove(t, {&item, 1});
         }},
        {{"cart.clear"},
         [this](Transaction& t) {
             carts.clear(t, {&ada, 1});
         }},
        {{"cart.put"}, [this](Transaction& t) { put_into_cart(t, ada, lamp, 1); }},
        {{"order.add"},
         [this](Transaction& t) {
             orders.add(t, std::vector<Order>{order_of(bob, "N-2"), order_of(bob, "N-3")});
         }},
        {{"order.record"},
         [this](Transaction& t) {
             const OrderEvent event{.order_id = order, .at = test::at("2026-01-02T00:00:00Z")};
             orders.record(t, {&event, 1});
         }},
        {{"order.append"},
         [this](Transaction& t) {
             orders.append(t, {.order_id = order, .at = test::at("2026-01-03T00:00:00Z"), .note = "on its way"});
         }},
        {{"order.update"},
         [this](Transaction& t) {
             Order shipped = orders.find(t, order).value();
             shipped.status = OrderStatus::shipped;
             EXPECT_TRUE(orders.update(t, shipped));
         }},
        {{"order.forget_customer"}, [this](Transaction& t) { orders.forget_customer(t, ada); }},
        {{"idempotency.add"},
         [this](Transaction& t) {
             keys.add(t, std::vector<IdempotencyRecord>{
                             {.key = {account, "key"}, .request_hash = "hash", .order_id = order}});
         }},
        {{"idempotency.remove_expired"},
         [this](Transaction& t) { EXPECT_EQ(keys.remove_expired(t, test::at("2026-01-03T00:00:00Z"), 10), 1); }},
        {{"image.put", "product.update"}, [this](Transaction& t) { show_image(t, lamp, lamps_image); }},
        {{"image.put", "product.update"}, [this](Transaction& t) { show_image(t, mug, mugs_image); }},
        {{"image.hold", "product.update"}, [this](Transaction& t) { show_image(t, mug, lamps_image); }},
        {{"image.put", "product.update"}, [this](Transaction& t) { show_image(t, lamp, mugs_image); }},
        {{"product.update"}, [this](Transaction& t) { show_image(t, mug, ""); }},
        {{"product.remove"}, [this](Transaction& t) { products.remove(t, products.find(t, lamp).value()); }},
        {{"cart.put"}, [this](Transaction& t) { put_into_cart(t, ada, mug, 1); }},
        {{"session.add"}, [this](Transaction& t) { sessions.add(t, session_of("fourth")); }},
        {{"session.refresh"},
         [this](Transaction& t) {
             SignInSession refreshed = session_of("third");
             refreshed.id = last_session;
             refreshed.generation = 1;
             EXPECT_TRUE(sessions.refresh(t, refreshed, "token"));
         }},
        {{"session.find_to_change"}, [this](Transaction& t) { EXPECT_TRUE(sessions.find_to_change(t, last_session)); }},
        {{"session.remove_expired"},
         [this](Transaction& t) { EXPECT_EQ(sessions.remove_expired(t, test::at("2026-01-03T00:00:00Z"), 10), 1); }},
        {{"session.remove"}, [this](Transaction& t) { sessions.remove(t, last_session + 1); }},
        {{"account.update"},
         [this](Transaction& t) {
             Account changed = accounts.find(t, account).value();
             changed.username = "countess";
             changed.role = Role("staff");
             accounts.update(t, changed);
         }},
        {{"account.remove"}, [this](Transaction& t) { accounts.remove(t, accounts.find_by_customer(t, bob).value()); }},
        {{"session.remove_all"}, [this](Transaction& t) { sessions.remove_all(t, account); }},
        {{"account.renew_texts"}, [this](Transaction& t) { accounts.renew_texts(t, 0, 10); }},
        {{"product.renew_texts"}, [this](Transaction& t) { products.renew_texts(t, 0, 10); }},
        {{"customer.renew_texts"},
         [this](Transaction& t) {
             t.execute("UPDATE customers SET search_key = NULL");
             EXPECT_EQ(customers.renew_texts(t, 0, 10).rows, 3);
         }},
        {{"customer.remove"}, [this](Transaction& t) { customers.remove(t, customers.find(t, ada).value()); }},
        {{"setting.add"}, [this](Transaction& t) { settings.add(t, "colour", "green"); }},
        {{"setting.set"}, [this](Transaction& t) { settings.set(t, "colour", "blue"); }},
    };
}

}  // namespace till

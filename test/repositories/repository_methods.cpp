#include <gtest/gtest.h>

#include "repositories/invalidations.h"
#include "support/shop_settings.h"

namespace till {

using test::text_of;
using test::text_of_set;

std::vector<Read> InvalidationsOfRepositories::reads() {
    const std::vector<ProductId> both_products{lamp, mug};
    const std::vector<CustomerId> both{ada, bob};
    std::vector<Read> reads{
        {"product.find_all", "both",
         [=, this](SqlSession& s) { return text_of_set(products.find_all(s, both_products)); }},
        {"product.offers", "both", [=, this](SqlSession& s) { return text_of_set(products.offers(s, both_products)); }},
        {"product.find_by_sku", "LAMP", [this](SqlSession& s) { return text_of(products.find_by_sku(s, "LAMP")); }},
        {"product.find_by_sku", "NEW", [this](SqlSession& s) { return text_of(products.find_by_sku(s, "NEW")); }},
        {"product.categories", "", [this](SqlSession& s) { return text_of(products.categories(s)); }},
        {"stock.on_hand", "both",
         [=, this](SqlSession& s) { return fmt::format("{}", stock.on_hand(s, both_products)); }},
        {"customer.find_all", "both", [=, this](SqlSession& s) { return text_of_set(customers.find_all(s, both)); }},
        {"account.find", "ada", [this](SqlSession& s) { return text_of(accounts.find(s, account)); }},
        {"account.find", "one to come", [this](SqlSession& s) { return text_of(accounts.find(s, account + 1)); }},
        {"cart.items", "both", [=, this](SqlSession& s) { return text_of(carts.items(s, both)); }},
        {"order.find", "ada's", [this](SqlSession& s) { return text_of(orders.find(s, order)); }},
        {"order.find", "one to come", [this](SqlSession& s) { return text_of(orders.find(s, order + 1)); }},
        {"order.history", "ada's", [this](SqlSession& s) { return text_of(orders.history(s, order)); }},
        {"order.history", "one to come", [this](SqlSession& s) { return text_of(orders.history(s, order + 1)); }},
        {"file_key.products_by_sku", "",
         [this](SqlSession& s) {
             return fmt::format("{}", file_keys.products_by_sku(s, std::vector<std::string>{"LAMP", "NEW"}));
         }},
        {"file_key.products_by_origin", "",
         [this](SqlSession& s) {
             return fmt::format("{}", file_keys.products_by_origin(s, std::vector<std::string>{"Other-1"}));
         }},
        {"file_key.customers_after", "",
         [this](SqlSession& s) { return fmt::format("{}", file_keys.customers_after(s, 0, 10)); }},
        {"file_key.with_another_role", "both",
         [=, this](SqlSession& s) { return fmt::format("{}", file_keys.with_another_role(s, both)); }},
        {"file_key.origins", "both",
         [=, this](SqlSession& s) { return fmt::format("{}", file_keys.origins(s, both_products)); }},
        {"file_key.customers_by_email", "",
         [this](SqlSession& s) {
             return fmt::format("{}", file_keys.customers_by_email(s, std::vector<std::string>{"NEW@example.com"}));
         }},
        {"file_key.orders_by_number", "",
         [this](SqlSession& s) {
             return fmt::format("{}", file_keys.orders_by_number(s, std::vector<std::string>{"N-1", "N-2"}));
         }},
        {"file_key.histories", "ada's",
         [this](SqlSession& s) { return text_of(file_keys.histories(s, std::vector<OrderId>{order})[order]); }},
        {"report.sales_by_day", "a year",
         [this](SqlSession& s) {
             std::string text;
             const EqualDays year{.begin = test::at("2026-01-01T00:00:00Z"),
                                  .end = test::at("2027-01-01T00:00:00Z"),
                                  .length = std::chrono::hours(24)};
             for (const DaySales& day : reports.sales_by_day(s, {&year, 1})) {
                 text +=
                     fmt::format("{} {} {};", day.orders, day.units, day.revenue.text(test::shop_settings().currency));
             }
             return text;
         }},
        {"report.best_sellers", "a year",
         [this](SqlSession& s) {
             std::string text;
             for (const ProductSales& product :
                  reports.best_sellers(s, test::at("2026-01-01T00:00:00Z"), test::at("2027-01-01T00:00:00Z"), 10)) {
                 text += fmt::format("{} {} {};", product.name, product.units,
                                     product.revenue.text(test::shop_settings().currency));
             }
             return text;
         }},
        {"image.find", "the mug's",
         [this](SqlSession& s) { return text_of(images.find(s, mugs_image, ImageSize::small)); }},
        {"image.find", "the lamp's",
         [this](SqlSession& s) { return text_of(images.find(s, lamps_image, ImageSize::large)); }},
        {"image.has", "the mug's",
         [this](SqlSession& s) { return std::string(images.has(s, mugs_image) ? "there" : "not there"); }},
        {"setting.find", "colour", [this](SqlSession& s) { return text_of(settings.find(s, "colour")); }},
    };
    for (SessionId id = last_session - 2; id <= last_session + 1; ++id) {
        reads.push_back(
            {"session.state", text_of(id), [=, this](SqlSession& s) { return text_of(sessions.state(s, id)); }});
    }
    for (const std::string family : {"first", "second", "third", "fourth"}) {
        reads.push_back({"session.find_by_family", family, [=, this](SqlSession& s) {
                             const auto found = sessions.find_by_family(s, family);
                             return found ? fmt::format("{} {}", found->id, found->generation) : std::string("none");
                         }});
    }
    for (const ProductId id : {lamp, mug, product_to_come}) {
        reads.push_back(
            {"product.find", text_of(id), [=, this](SqlSession& s) { return text_of(products.find(s, id)); }});
        reads.push_back(
            {"stock.movements", text_of(id), [=, this](SqlSession& s) { return text_of(stock.movements(s, id, {})); }});
    }
    for (const CustomerId id : {ada, bob, bob + 1}) {
        reads.push_back(
            {"customer.find", text_of(id), [=, this](SqlSession& s) { return text_of(customers.find(s, id)); }});
        reads.push_back({"account.find_by_customer", text_of(id),
                         [=, this](SqlSession& s) { return text_of(accounts.find_by_customer(s, id)); }});
    }
    for (const std::string name : {"ada", "bob", "new"}) {
        reads.push_back({"customer.find_by_email", name, [=, this](SqlSession& s) {
                             return text_of(customers.find_by_email(s, name + "@example.com"));
                         }});
        reads.push_back({"account.find_by_username", name,
                         [=, this](SqlSession& s) { return text_of(accounts.find_by_username(s, name)); }});
    }
    for (const char* search : {"", "ada", "countess"}) {
        SearchRequest request;
        request.search = search;
        reads.push_back(
            {"customer.list", search, [=, this](SqlSession& s) { return text_of(customers.list(s, request)); }});
        reads.push_back(
            {"account.list", search, [=, this](SqlSession& s) { return text_of(accounts.list(s, request)); }});
    }
    std::vector<ProductQuery> product_queries(6);
    product_queries[1].search = "lamp";
    product_queries[2].category = "Light";
    product_queries[3].in_stock = true;
    product_queries[4].in_stock = false;
    product_queries[5].min_price = test::money("15.00");
    for (std::size_t i = 0; i < product_queries.size(); ++i) {
        reads.push_back({"product.list", std::to_string(i),
                         [=, this](SqlSession& s) { return text_of(products.list(s, product_queries[i])); }});
    }
    for (const std::int64_t below : {1, 3, 10}) {
        LowStockQuery query;
        query.below = below;
        reads.push_back(
            {"stock.low", std::to_string(below), [=, this](SqlSession& s) { return text_of(low_on_stock(s, query)); }});
    }
    std::vector<OrderQuery> order_queries(4);
    order_queries[1].customer_id = ada;
    order_queries[2].customer_id = bob;
    order_queries[3].status = OrderStatus::pending;
    for (std::size_t i = 0; i < order_queries.size(); ++i) {
        reads.push_back({"order.list", std::to_string(i),
                         [=, this](SqlSession& s) { return text_of(orders.list(s, order_queries[i])); }});
        reads.push_back({"order.list_briefly", std::to_string(i),
                         [=, this](SqlSession& s) { return text_of(orders.list_briefly(s, order_queries[i])); }});
    }
    return reads;
}

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

const std::set<std::string>& unread_writes() {
    static const std::set<std::string> writes{
        "account.renew_texts", "cart.bump_versions",         "customer.renew_texts", "product.renew_texts",
        "idempotency.add",     "idempotency.remove_expired", "image.hold",           "session.find_to_change"};
    return writes;
}

const std::set<std::string>& reads_of_the_writer() {
    static const std::set<std::string> reads{
        "account.find_to_change", "account.lock_admins",    "customer.find_to_change", "idempotency.find_all",
        "product.find_to_change", "session.find_to_change", "setting.find_to_change"};
    return reads;
}

}  // namespace till

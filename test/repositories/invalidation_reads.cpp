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

}  // namespace till

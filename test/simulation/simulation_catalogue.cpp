#include "shop/catalogue/product_schema.h"
#include "shop/inventory/stock_schema.h"
#include "simulation/simulation.h"
#include "support/shop_schemas.h"

namespace till::simulation {
namespace {

const std::vector<std::string> names = {"Lamp",       "lamp shade", "L\u00e4mp", "Caf\u00e9 table", "cafe chair",
                                        "Chair-Lamp", "Tea 42",     "42 lamps",  "Table",           "Stra\u00dfe"};
const std::vector<std::string> categories = {"Light", "Furniture", "Caf\u00e9", "light"};
const std::vector<std::string> searches = {"lamp",  "la",  "LAMP ta", "caf\u00e9", "4",  "chair lamp",
                                           "light", "a-1", "!?",      "strasse",   "t e"};
const std::vector<std::string> prices = {"0.00", "1.00", "1.00", "9.99", "19.90", "250.00", "1000000000000.00"};

std::string id_text(std::int64_t id) { return std::to_string(id); }

}  // namespace

ProductDetails Simulation::some_details() {
    ProductDetails details;
    if (chance(60)) details.sku = "A-" + std::to_string(roll(12) + 1);
    details.name = one_of(names);
    details.description = some_text({"A lamp for tea", "Caf\u00e9\nlight", "42"});
    details.category = some_text(categories);
    details.price = test::money(one_of(prices));
    return details;
}

void Simulation::add_product() {
    NewProduct product{some_details()};
    product.stock = chance(20) ? 0 : roll(30);
    const Caller admin = some_admin();
    both(
        "add " + test::shop_schemas().new_product.write(product),
        [&] { return test::shop_schemas().product.write(shop_.products.add(admin, product)); },
        [&] { return test::shop_schemas().product.write(twin_.add_product(admin.account, product)); });
}

void Simulation::change_product() {
    const ProductId id = some_id(twin_.products());
    const ExpectedVersion expected = some_version(twin_.products(), id);
    const ProductDetails wanted = some_details();
    const int what = static_cast<int>(roll(4));
    const auto change = [&](ProductDetails& details) {
        if (what == 0) details = wanted;
        if (what == 1) details.price = wanted.price;
        if (what == 2) details.name = wanted.name;
        if (what == 3) details.sku = wanted.sku;
    };
    both(
        "change product " + id_text(id) + " to " + test::shop_schemas().product_details.write(wanted),
        [&] { return test::shop_schemas().product.write(shop_.products.change(id, expected, change)); },
        [&] { return test::shop_schemas().product.write(twin_.change_product(id, expected, change)); });
}

void Simulation::remove_product() {
    const ProductId id = some_id(twin_.products());
    const ExpectedVersion expected = some_version(twin_.products(), id);
    const auto done = [](const auto& work) { return work(), std::string("gone"); };
    both(
        "remove product " + id_text(id), [&] { return done([&] { shop_.products.remove(id, expected); }); },
        [&] { return done([&] { twin_.remove_product(id, expected); }); });
}

void Simulation::move_stock() {
    const ProductId id = some_id(twin_.products());
    const std::vector<MovementReason> reasons = {MovementReason::received, MovementReason::damaged,
                                                 MovementReason::correction};
    const StockChange change{.change = chance(70) ? roll(20) + 1 : -(roll(20) + 1),
                             .reason = one_of(reasons),
                             .note = some_text({"a delivery", "broken"})};
    const Caller admin = some_admin();
    both(
        "move the stock of " + id_text(id) + " by " + std::to_string(change.change),
        [&] { return schemas::stock_movement().write(shop_.stock.move(admin, id, change)); },
        [&] { return schemas::stock_movement().write(twin_.move_stock(admin.account, id, change)); });
}

void Simulation::look_around() {
    if (chance(20)) {
        const ProductId id = some_id(twin_.products());
        return both(
            "look at product " + id_text(id),
            [&] { return test::shop_schemas().product.write(shop_.products.find(id)); },
            [&] { return test::shop_schemas().product.write(twin_.find_product(id)); });
    }
    if (chance(10)) {
        const auto text_of = [](const std::vector<Category>& all) {
            json::Writer writer;
            schemas::category().write_list(all, writer);
            return writer.take();
        };
        return both(
            "look at the categories", [&] { return text_of(shop_.products.categories()); },
            [&] { return text_of(twin_.categories()); });
    }
    auto query = some_page<ProductQuery>();
    if (chance(50)) query.search = one_of(searches);
    if (chance(25)) query.category = one_of(categories);
    if (chance(20)) query.min_price = test::money(one_of(prices));
    if (chance(20)) query.max_price = test::money(one_of(prices));
    if (chance(25)) query.in_stock = chance(50);
    if (chance(70)) query.sort = static_cast<ProductSort>(roll(std::ssize(Names<ProductSort>::names)));
    const std::string sort = query.sort ? std::string(name_of(*query.sort)) : "none";
    walk<Product, ProductQuery>(
        "list products, search " + query.search.value_or("none") + ", sort " + sort, query,
        test::shop_schemas().product_page, [this](const ProductQuery& asked) { return shop_.products.list(asked); },
        [this](const ProductQuery& asked) { return twin_.list_products(asked); });
}

void Simulation::list_low_stock() {
    auto query = some_page<LowStockQuery>();
    query.below = roll(20) + 1;
    walk<Product, LowStockQuery>(
        "list products under " + std::to_string(query.below), query, test::shop_schemas().product_page,
        [this](const LowStockQuery& asked) { return shop_.stock.low(asked); },
        [this](const LowStockQuery& asked) { return twin_.low_on_stock(asked); });
}

void Simulation::list_movements() {
    const ProductId id = some_id(twin_.products());
    walk<StockMovement, ListPageRequest>(
        "list the ledger of product " + id_text(id), some_page<ListPageRequest>(), schemas::stock_movement_page(),
        [this, id](const ListPageRequest& asked) { return shop_.stock.movements(id, asked); },
        [this, id](const ListPageRequest& asked) { return twin_.movements(id, asked); });
}

}  // namespace till::simulation

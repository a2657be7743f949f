#include "support/shop_schemas.h"

#include <gmock/gmock.h>

#include "api/list_page_schema.h"
#include "shop/accounts/account_schema.h"
#include "shop/carts/cart_schema.h"
#include "shop/catalogue/product_schema.h"
#include "shop/customers/customer_schema.h"
#include "shop/inventory/stock_schema.h"
#include "shop/orders/order_schema.h"
#include "shop/sessions/sign_in_schema.h"
#include "shop/transfer/import_schema.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till::schemas {
namespace {

using json::parse;
using test::errors_of;
using test::money;
using test::shop_schemas;
using testing::ElementsAre;
using testing::Pair;

TEST(TheProductSchema, ReadsAProductAsItIsSent) {
    const NewProduct lamp = shop_schemas().new_product.read(
        parse(R"({"name":"Lamp","price":"19.99","sku":"L-1","description":"Bright\nand warm","category":"Light",)"
              R"("image_url":"/lamp.png","stock":5})"));
    EXPECT_EQ(lamp.name, "Lamp");
    EXPECT_EQ(lamp.price, money("19.99"));
    EXPECT_EQ(lamp.sku, "L-1");
    EXPECT_EQ(lamp.description, "Bright\nand warm");
    EXPECT_EQ(lamp.category, "Light");
    EXPECT_EQ(lamp.image_url, "/lamp.png");
    EXPECT_EQ(lamp.stock, 5);
    EXPECT_EQ(shop_schemas().new_product.read(parse(R"({"name":"Mug","price":4})")).stock, 0);
}

TEST(TheProductSchema, LeavesStockToItsMovements) {
    EXPECT_THAT(errors_of([] { shop_schemas().product_details.read(parse(R"({"name":"Mug","price":4,"stock":1})")); }),
                ElementsAre(Pair("stock", ElementsAre("is not a known field"))));
}

TEST(TheProductSchema, NamesEveryBadField) {
    EXPECT_THAT(errors_of([] {
                    shop_schemas().new_product.read(parse(
                        R"({"name":"a\u0000b","price":-1,"sku":"","description":7,"category":"\u0007","image_url":"x",)"
                        R"("stock":-1,"colour":"red"})"));
                }),
                testing::SizeIs(8));
}

TEST(TheProductSchema, WritesAProduct) {
    Product lamp = test::product("Lamp", "19.9", 3);
    lamp.sku = "L-1";
    lamp.stock = 5;
    lamp.version = 2;
    const std::string written = shop_schemas().product.write(lamp);
    for (const char* member :
         {R"({"id":3,)", R"("sku":"L-1",)", R"("barcode":null,)", R"("name":"Lamp",)", R"("description":null,)",
          R"("category":null,)", R"("price":"19.90",)", R"("currency":"USD",)", R"("stock":5,)", R"("image_url":null,)",
          R"("version":2,)", R"("created_at":"2026-01-01T00:00:00.000Z",)",
          R"("updated_at":"2026-01-01T00:00:00.000Z")"}) {
        EXPECT_THAT(written, testing::HasSubstr(member));
    }
    EXPECT_NO_THROW(parse(written));
}

TEST(TheProductQuery, ReadsEveryFilter) {
    FieldErrors errors;
    const ProductQuery query = shop_schemas().product_query.read_texts({{"search", "red lamp"},
                                                                        {"category", "Light"},
                                                                        {"min_price", "1"},
                                                                        {"max_price", "2.50"},
                                                                        {"in_stock", "true"},
                                                                        {"sort", "-price"},
                                                                        {"page", "2"},
                                                                        {"per_page", "100"}},
                                                                       errors);
    EXPECT_TRUE(errors.empty());
    EXPECT_EQ(query.search, "red lamp");
    EXPECT_EQ(query.category, "Light");
    EXPECT_EQ(query.min_price, money("1"));
    EXPECT_EQ(query.max_price, money("2.50"));
    EXPECT_EQ(query.in_stock, true);
    EXPECT_EQ(query.sort, ProductSort::price_descending);
    EXPECT_EQ(query.page, 2);
    EXPECT_EQ(query.per_page, 100);
}

TEST(EveryListsQuery, BoundsItsPages) {
    const auto query = page_query(ListPageBounds());
    const auto errors_in = [&query](const NamedTexts& texts) {
        FieldErrors errors;
        static_cast<void>(query.read_texts(texts, errors));
        return errors;
    };
    EXPECT_TRUE(errors_in({{"page", "1000000000"}, {"per_page", "1"}}).empty());
    EXPECT_THAT(errors_in({{"page", "0"}, {"per_page", "101"}}), testing::SizeIs(2));
    EXPECT_THAT(errors_in({{"page", "18446744073709551616"}, {"per_page", "0"}}), testing::SizeIs(2));
    FieldErrors none;
    EXPECT_EQ(query.read_texts({}, none).per_page, 20);
}

TEST(APageSchema, WritesItsPlace) {
    const ListPage<Product> numbered{.items = {}, .page = 2, .per_page = 20, .total = 41};
    EXPECT_EQ(
        shop_schemas().product_page.write(numbered),
        R"({"items":[],"page":2,"per_page":20,"total":41,"total_is_at_least":false,"pages":3,"next_cursor":null})");
    const ListPage<Product> marked{.items = {}, .page = {}, .per_page = 20, .total = {}, .next = "sealed"};
    EXPECT_EQ(
        shop_schemas().product_page.write(marked),
        R"({"items":[],"page":null,"per_page":20,"total":null,"total_is_at_least":false,"pages":null,"next_cursor":"sealed"})");
}

TEST(TheStockSchema, TakesTheReasonsOfPeople) {
    const StockChange change = stock_change().read(parse(R"({"change":-3,"reason":"damaged","note":"fell"})"));
    EXPECT_EQ(change.change, -3);
    EXPECT_EQ(change.reason, MovementReason::damaged);
    EXPECT_EQ(change.note, "fell");
    for (const char* reason : {"sale", "initial", "cancellation", "", "Damaged"}) {
        EXPECT_THAT(errors_of([&] {
                        stock_change().read(json::Object{{"change", 1}, {"reason", reason}});
                    }),
                    ElementsAre(Pair("reason", ElementsAre("must be one of received, returned, damaged, correction"))));
    }
    EXPECT_THAT(errors_of([] { stock_change().read(parse(R"({"change":0,"reason":"damaged"})")); }),
                ElementsAre(Pair("change", ElementsAre("must not be 0"))));
}

TEST(TheCartSchema, WritesTodaysSums) {
    Cart full;
    full.items.push_back(
        {.product_id = 1, .sku = {}, .name = "Lamp", .unit_price = money("2.50"), .quantity = 2, .available = 9});
    EXPECT_EQ(shop_schemas().cart.write(full),
              R"({"items":[{"product_id":1,"sku":null,"name":"Lamp","unit_price":"2.50","quantity":2,)"
              R"("line_total":"5.00","available":9}],"item_count":2,"total":"5.00","currency":"USD"})");
}

TEST(TheCartSchema, BoundsQuantities) {
    for (const char* quantity : {"0", "-1", "100001", "9223372036854775808", "1.5", "1e400", "null", "\"1\""}) {
        const std::string body = std::string(R"({"product_id":1,"quantity":)") + quantity + "}";
        EXPECT_THAT(errors_of([&] { shop_schemas().add_to_cart.read(parse(body)); }),
                    ElementsAre(Pair("quantity", testing::_)))
            << quantity;
    }
    EXPECT_EQ(shop_schemas().add_to_cart.read(parse(R"({"product_id":1,"quantity":100000})")).quantity, 100'000);
    EXPECT_EQ(shop_schemas().set_cart_quantity.read(parse(R"({"quantity":7})")).quantity, 7);
}

TEST(TheCheckoutSchema, AsksForNothing) {
    EXPECT_EQ(shop_schemas().checkout.read(parse("{}")).expected_total, std::nullopt);
    EXPECT_EQ(shop_schemas().checkout.read(parse(R"({"expected_total":"12.50","note":"now"})")).expected_total,
              money("12.50"));
}

TEST(TheOrderSchema, ReadsItemsWithTheirPaths) {
    const PlaceOrder command = shop_schemas().place_order.read(
        parse(R"({"items":[{"product_id":1,"quantity":2},{"product_id":3,"quantity":4}],"customer_id":9})"));
    ASSERT_EQ(command.items.size(), 2U);
    EXPECT_EQ(command.items[1].product_id, 3);
    EXPECT_EQ(command.items[1].quantity, 4);
    EXPECT_EQ(command.customer_id, 9);
    EXPECT_THAT(errors_of([] {
                    shop_schemas().place_order.read(parse(
                        R"({"items":[{"product_id":0,"quantity":1},{"product_id":1,"quantity":0,"price":1},7]})"));
                }),
                ElementsAre(Pair("items.0.product_id", testing::_), Pair("items.1.price", testing::_),
                            Pair("items.1.quantity", testing::_), Pair("items.2", testing::_)));
    EXPECT_THAT(errors_of([] { shop_schemas().place_order.read(parse(R"({"items":[]})")); }),
                ElementsAre(Pair("items", ElementsAre("must have at least 1 item"))));
}

TEST(TheOrderSchema, WritesAnOrder) {
    Order sold{.id = 5,
               .customer_id = 7,
               .placed_at = test::at("2026-11-21T08:30:00Z"),
               .currency = "USD",
               .total = money("5")};
    sold.items.push_back(
        {.line = 1, .product_id = {}, .sku = "L-1", .name = "Lamp", .unit_price = money("2.50"), .quantity = 2});
    sold.customer_name = "Ada";
    sold.customer_email = "ada@example.com";
    sold.count_lines();
    EXPECT_EQ(
        shop_schemas().order.write(sold),
        R"({"id":5,"customer_id":7,"customer_name":"Ada","customer_email":"ada@example.com","customer_phone":null,)"
        R"("status":"pending","placed_at":"2026-11-21T08:30:00.000Z","currency":"USD","total":"5.00","line_count":1,)"
        R"("item_count":2,"items":[{"product_id":null,"sku":"L-1","name":"Lamp","unit_price":"2.50","quantity":2,)"
        R"("line_total":"5.00"}],"items_truncated":false,"shipping_address":null,"note":null,"carrier":null,)"
        R"("tracking_number":null,"version":1})");
}

TEST(TheAccountSchema, NeverShowsAPassword) {
    AccountView shown{test::account("ada", Role::admin, 3), test::customer("ada@example.com", 7)};
    shown.customer_id = 7;
    const std::string json = account().write(shown);
    EXPECT_THAT(json, testing::HasSubstr(R"("username":"ada")"));
    EXPECT_THAT(json, testing::HasSubstr(R"("email":"ada@example.com")"));
    EXPECT_THAT(json, testing::Not(testing::HasSubstr("password")));
    EXPECT_THAT(json, testing::Not(testing::HasSubstr(shown.password_hash)));
}

TEST(TheAccountSchema, MakesCustomersUnlessToldOtherwise) {
    EXPECT_EQ(
        shop_schemas().new_account.read(parse(R"({"username":"ada","password":"lovelace","customer_id":7})")).role,
        Role::customer);
    EXPECT_EQ(shop_schemas().new_account.read(parse(R"({"username":"ada","password":"lovelace","role":"admin"})")).role,
              Role::admin);
    EXPECT_THAT(errors_of([] {
                    shop_schemas().new_account.read(parse(R"({"username":"a b","password":"short","role":"king"})"));
                }),
                testing::SizeIs(3));
}

TEST(TheSignInSchema, DoesNotJudgeThePassword) {
    EXPECT_EQ(credentials().read(parse(R"({"username":"ada","password":"x"})")).password, "x");
    EXPECT_EQ(signed_in().write({"token", 3600, "family.secret", test::account("ada", Role::admin, 3)}),
              R"({"auth_token":"token","token_type":"Bearer","expires_in":3600,"refresh_token":"family.secret",)"
              R"("account":{"id":3,"username":"ada","role":"admin","customer_id":null}})");
}

TEST(TheCustomerSchema, ReadsAndWritesACustomer) {
    const CustomerDetails details =
        new_customer().read(parse(R"({"name":"Ada","email":"ada@example.com","phone":"1"})"));
    Customer stored = test::customer("x@example.com", 7);
    static_cast<CustomerDetails&>(stored) = details;
    EXPECT_EQ(customer().write(stored),
              R"({"id":7,"name":"Ada","email":"ada@example.com","phone":"1","version":1,)"
              R"("created_at":"2026-01-01T00:00:00.000Z","updated_at":"2026-01-01T00:00:00.000Z"})");
}

TEST(TheImportSchema, ReadsARowOfTexts) {
    FieldErrors errors;
    const ImportedLine line = shop_schemas().imported_line.read_texts({{"number", "536365"},
                                                                       {"placed_at", "2010-12-01 08:26"},
                                                                       {"customer_email", "ada@example.com"},
                                                                       {"sku", ""},
                                                                       {"name", "Lamp"},
                                                                       {"quantity", "6"},
                                                                       {"unit_price", "2.55"},
                                                                       {"status", ""}},
                                                                      errors, true);
    EXPECT_TRUE(errors.empty());
    EXPECT_EQ(line.number, "536365");
    EXPECT_EQ(line.placed_at, test::at("2010-12-01T08:26:00Z"));
    EXPECT_EQ(line.sku, std::nullopt);
    EXPECT_EQ(line.quantity, 6);
    EXPECT_EQ(line.unit_price, money("2.55"));
    EXPECT_EQ(line.status, OrderStatus::delivered);
}

std::string as_text(const std::vector<OrderEvent>& history) {
    json::Writer writer;
    shop_schemas().order_event.write_list(history, writer);
    return writer.take();
}

TEST(TheImportSchema, TakesAHistoryAsAnExportHasIt) {
    const std::vector<OrderEvent> history{
        {.status = OrderStatus::pending, .at = test::at("2026-01-01T00:00:00Z")},
        {.status = OrderStatus::shipped, .at = test::at("2026-01-02T00:00:00.001Z"), .note = "=\"by\npost\""}};
    FieldErrors errors;
    const auto read = shop_schemas().imported_line.read_texts({{"history", as_text(history)}}, errors).history;
    EXPECT_EQ(errors.count("history"), 0U);
    ASSERT_TRUE(read);
    EXPECT_EQ(as_text(*read), as_text(history));
    for (const char* bad : {"shipped", "[]", "{}", "[{\"status\":\"sent\",\"at\":\"2026-01-01T00:00:00Z\"}]"}) {
        errors.clear();
        shop_schemas().imported_line.read_texts({{"history", bad}}, errors);
        EXPECT_EQ(errors.count("history"), 1U) << bad;
    }
}

}  // namespace
}  // namespace till::schemas

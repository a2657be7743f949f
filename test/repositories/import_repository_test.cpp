#include <thread>

#include <gmock/gmock.h>

#include "shop/images/sql_image_repository.h"
#include "shop/settings/shop_reference.h"
#include "shop/transfer/csv_kinds.h"
#include "shop/transfer/sql_file_key_repository.h"
#include "support/migrated_database.h"
#include "support/shop_schemas.h"
#include "unit/shop/transfer/import_files.h"

/// Files, into a real database and out of it.
namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::HasSubstr;
using testing::IsEmpty;

class FilesOfADatabase : public test::OnMigratedDatabase {
 public:
    FilesOfADatabase() { be_shop("Tone"); }

    void be_shop(const std::string& word) {
        write([&](Transaction& transaction) { settings.set(transaction, shop_setting, word); });
    }

    /// Products with and without SKU, texts that spreadsheets run, orders of a removed customer, and without products.
    void fill() {
        Product lamp = test::product("=Lamp", "2.50");
        lamp.sku = "'=L;-1";
        lamp.description = "Shines\n- bright\n\uFF1Dwarm \"very\"";
        lamp.category = "'quoted";
        add_product(lamp, 5);
        add_product(test::product("Without SKU", "1.00"), 7);
        add_product(test::product("Without SKU", "1.00"), 0);
        const CustomerId ada = add_customer("ada@example.com");
        add_customer("bob@example.com");
        const CustomerId gone = add_customer("gone@example.com");
        Order order{
            .customer_id = ada,
            .status = OrderStatus::shipped,
            .placed_at = test::at("2026-01-02T03:04:05.678Z"),
            .currency = "USD",
            .total = test::money("7.50"),
            .items =
                {{.product_id = 1, .sku = "'=L;-1", .name = "=Lamp", .unit_price = test::money("2.50"), .quantity = 2},
                 {.product_id = 2, .name = "Without SKU", .unit_price = test::money("2.50"), .quantity = 1}},
            .shipping_address = "1 Road\n-Town-",
            .note = "+1",
            .carrier = "DHL",
            .tracking_number = "-42"};
        Order removed = order;
        removed.customer_id = gone;
        removed.placed_at = test::at("2026-01-01T00:00:00Z");
        Order elsewhere = order;
        elsewhere.number = "OLD-1";
        elsewhere.placed_at = test::at("2020-01-01T00:00:00Z");
        write([&](Transaction& transaction) {
            std::vector<OrderEvent> events;
            for (const OrderId id : orders.add(transaction, std::vector<Order>{order, removed, elsewhere})) {
                events.push_back({.order_id = id, .position = 1, .at = test::at("2026-01-02T03:04:05.678Z")});
                events.push_back({.order_id = id,
                                  .position = 2,
                                  .status = OrderStatus::shipped,
                                  .at = test::at("2026-01-03T00:00:00Z"),
                                  .note = "=off,\n\"now\""});
            }
            orders.record(transaction, events);
            orders.forget_customer(transaction, gone);
            customers.remove(transaction, customers.find(transaction, gone).value());
        });
    }

    struct Files {
        std::string products;
        std::string customers;
        std::string orders;
        bool operator==(const Files&) const = default;
    };
    static std::string exported(const AnyCsvKind& kind) {
        std::string file;
        kind.write({}, {1000}, [&file](std::string_view text) { file += text; });
        return file;
    }
    Files exported() {
        return {.products = exported(kinds.products),
                .customers = exported(kinds.customers),
                .orders = exported(kinds.orders)};
    }
    ImportReport import_products(const std::string& text, const ImportRequest& how = {}) {
        return kinds.products.open(files.written(text))(how, {});
    }
    ImportReport import_orders(const std::string& text, const ImportRequest& how = {}) {
        return kinds.orders.open(files.written(text))(how, {});
    }
    std::vector<ImportReport> import_all(const Files& all) {
        return {import_products(all.products), kinds.customers.open(files.written(all.customers))({}, {}),
                import_orders(all.orders)};
    }
    void empty() {
        write([](Transaction& transaction) {
            for (const char* table : {"order_events", "order_lines", "orders", "customers", "product_origins",
                                      "products", "product_words", "product_word_counts", "list_counts"}) {
                transaction.execute(std::string("DELETE FROM ") + table);
            }
        });
    }

    test::ImportFiles files;
    test::FixedClock clock;
    CsvKinds kinds{*database,
                   {file_keys, products, stock, customers, orders, settings, images},
                   test::shop_schemas(),
                   test::shop_settings(),
                   clock};
};

TEST_P(FilesOfADatabase, ChangeNothingWhereTheyComeFrom) {
    fill();
    const Files before = exported();
    const auto writes = database->metrics().writes;
    for (const ImportReport& report : import_all(before)) {
        EXPECT_THAT(report.faults, IsEmpty());
        EXPECT_EQ(report.unchanged, report.total());
        EXPECT_GE(report.total(), 1);
    }
    EXPECT_EQ(database->metrics().writes, writes) << "nothing came to the writer";
    EXPECT_EQ(exported(), before);
}

/// What today's rules refuse may have been stored before them.
TEST_P(FilesOfADatabase, ChangeNothingWhereTextsAreOlderThanTheRules) {
    Product lamp = test::product("Lamp", "2.50");
    lamp.sku = "TX 1";
    add_product(lamp, 5);
    const CustomerId old = add_customer("<a@x.de>");
    Order order{.customer_id = old,
                .placed_at = test::at("2026-01-01T00:00:00Z"),
                .currency = "USD",
                .total = test::money("2.50"),
                .items = {{.sku = "TX 1", .name = "Lamp", .unit_price = test::money("2.50"), .quantity = 1}}};
    write([&](Transaction& transaction) {
        const OrderId id = orders.add(transaction, std::vector<Order>{order}).front();
        orders.record(transaction, std::vector<OrderEvent>{{.order_id = id, .position = 1, .at = order.placed_at}});
    });
    const Files before = exported();
    for (const ImportReport& report : import_all(before)) {
        EXPECT_THAT(report.faults, IsEmpty());
        EXPECT_EQ(report.unchanged, 1);
    }
    EXPECT_EQ(exported(), before);
    EXPECT_EQ(import_products("sku,price\nTX 1,3.00\n").changed, 1);
}

TEST_P(FilesOfADatabase, KeepToTheRulesInWhatIsNew) {
    const ImportReport product = import_products("sku,name,price\nTX 1,Lamp,1.00\n");
    ASSERT_EQ(product.faults.size(), 1U);
    EXPECT_EQ(product.faults[0].message, "sku must not have whitespace or invisible characters");
    const ImportReport customer = kinds.customers.open(files.written("name,email\nA,<a@x.de>\n"))({}, {});
    ASSERT_EQ(customer.faults.size(), 1U);
    EXPECT_EQ(customer.faults[0].message, "email must be an e-mail address");
}

TEST_P(FilesOfADatabase, BringEverythingIntoAnEmptyOne) {
    fill();
    const Files before = exported();
    EXPECT_THAT(before.products, HasSubstr("\"Tone-2\"")) << before.products;
    EXPECT_THAT(before.orders, HasSubstr("Tone-1"));
    empty();
    be_shop("Ttwo");
    for (const ImportReport& report : import_all(before)) {
        EXPECT_THAT(report.faults, IsEmpty());
        EXPECT_EQ(report.added, report.total());
    }
    EXPECT_EQ(exported(), before);
    for (const ImportReport& report : import_all(before)) EXPECT_EQ(report.unchanged, report.total()) << "again";
    EXPECT_EQ(count("products"), 3);
    EXPECT_EQ(count("orders"), 3);
}

TEST_P(FilesOfADatabase, HitNoProductByANumberOfAnotherShop) {
    fill();
    const ImportReport report = import_products("id,name,price\n2,Mug,3.00\nTother-2,Cup,4.00\n");
    EXPECT_EQ(report.added, 2);
    EXPECT_EQ(count("products", "name = 'Without SKU'"), 2);
    EXPECT_EQ(import_products("id,name,price\n2,Mug,3.00\nTother-2,Cup,5.00\n").changed, 1) << "known again";
    EXPECT_EQ(import_products("id,price\nTone-2,9.00\n").changed, 1) << "this shop's own";
    EXPECT_EQ(count("products", "name = 'Without SKU' AND price = 900"), 1);
}

TEST_P(FilesOfADatabase, GiveAProductOnlyAnImageThatIsThere) {
    const std::string name(32, 'a');
    const std::string path = image_path(name, ImageSize::medium);
    Product lamp = test::product("Lamp", "1.00");
    lamp.sku = "L";
    const ProductId id = add_product(lamp, 1);
    write([&](Transaction& transaction) {
        images.put(transaction, {.name = name, .small = "s", .medium = "m", .large = "l"});
        const Product before = products.find(transaction, id).value();
        Product after = before;
        after.image_url = path;
        products.update(transaction, before, after);
    });
    const std::string older = exported().products;
    const std::string gone = image_path(std::string(32, 'b'), ImageSize::medium);
    ImportReport report =
        import_products("sku,name,price,image_url\nM,Mug,1.00," + gone + "\nN,New,1.00,https://a.example/b\n");
    EXPECT_EQ(report.bad, 2);
    EXPECT_THAT(report.faults.at(0).message, HasSubstr("does not have"));
    EXPECT_THAT(report.faults.at(1).message, HasSubstr("pictures.hosts"));

    // The last product that used it uses another image, and a row before it adds a product that uses it.
    report =
        import_products("sku,name,price,image_url\nM,Mug,1.00," + path + "\nL,Lamp,1.00,/lamp.svg\n", {.atomic = true});
    EXPECT_THAT(report.faults, IsEmpty());
    EXPECT_EQ(count("picture_uses"), 1);
    EXPECT_EQ(import_products("sku,image_url\nM,\n").changed, 1);
    EXPECT_EQ(count("pictures"), 0);
    report = import_products(older);
    EXPECT_EQ(report.bad, 1) << "the picture that it names is gone";
    EXPECT_EQ(count("products", "image_url = '/lamp.svg'"), 1) << "and the product keeps what it has";
}

TEST_P(FilesOfADatabase, LeaveWhatHasNoColumn) {
    fill();
    const ImportReport report = import_products("sku,name,price\n\"''=L;'-1\",Lux,2.50\n");
    EXPECT_EQ(report.changed, 1) << "the guard is taken off: " << report.unchanged << report.added;
    EXPECT_EQ(count("products", "name = 'Lux' AND description IS NOT NULL AND category IS NOT NULL"), 1);
    EXPECT_EQ(kinds.customers.open(files.written("email,phone\nADA@example.com,1\n"))({}, {}).changed, 1);
    EXPECT_EQ(count("customers", "name = 'Ada Lovelace' AND phone = '1'"), 1);
}

TEST_P(FilesOfADatabase, SayWhatIsOtherwiseInAnOrder) {
    fill();
    const ImportReport report = import_orders(
        "number,placed_at,customer_email,name,quantity,unit_price,status\n"
        "OLD-1,2020-01-01T00:00:00Z,ada@example.com,Other,1,2.50,delivered\n");
    EXPECT_EQ(report.differing, 1);
    EXPECT_EQ(report.unchanged, 0);
    ASSERT_EQ(report.rows.size(), 1U);
    EXPECT_EQ(report.rows[0].changes.size(), 2U);
    EXPECT_EQ(count("orders", "status = 'delivered'"), 0);
}

TEST_P(FilesOfADatabase, AreStoredOnceHoweverOftenTheyAreSentAtOnce) {
    std::string text = "sku,name,price,stock\n";
    for (int i = 0; i < 300; ++i) text += "P" + std::to_string(i) + ",Lamp,1.00,2\n";
    const auto first = kinds.products.open(files.written(text));
    const auto second = kinds.products.open(files.written(text));
    ImportReport here;
    ImportReport there;
    {
        const std::jthread other([&] { there = second({}, {}); });
        here = first({}, {});
    }
    EXPECT_EQ(here.added + there.added, 300);
    EXPECT_EQ(here.total(), 300);
    EXPECT_EQ(there.total(), 300);
    EXPECT_EQ(count("products"), 300);
}

TEST_P(FilesOfADatabase, AreOneTransactionOrManyAsTheyAreAskedTo) {
    std::string text = "sku,name,price\n";
    for (int i = 0; i < 200; ++i) text += "P" + std::to_string(i) + ",Lamp,1.00\n";
    const auto before = database->metrics().commits;
    EXPECT_EQ(import_products(text, {.preview = true}).added, 200);
    EXPECT_EQ(database->metrics().commits, before);
    EXPECT_EQ(import_products(text, {.atomic = true}).added, 200);
    EXPECT_EQ(database->metrics().commits, before + 1);
    std::string other = text;
    for (std::size_t at = 0; (at = other.find("1.00", at)) != std::string::npos; at += 4) other.replace(at, 4, "2.00");
    EXPECT_EQ(import_products(other).changed, 200);
    EXPECT_GT(database->metrics().commits, before + 2);
}

TILL_ON_BOTH_DATABASES(FilesOfADatabase);

}  // namespace
}  // namespace till

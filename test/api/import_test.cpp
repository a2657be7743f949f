#include <filesystem>
#include <fstream>

#include "support/places.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Import : public ShopTest {
 protected:
    // `till import` beside the running server.
    static FinishedRun import(const std::string& kind, const std::string& text,
                              const std::vector<std::string>& more = {}) {
        const TemporaryFolder folder;
        std::ofstream(folder.file("rows.csv"), std::ios::binary) << text;
        return import_file(kind, folder.file("rows.csv"), more);
    }
    static FinishedRun import_file(const std::string& kind, const std::string& file,
                                   const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments{"import", kind, file};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_till(arguments, shop().settings());
    }
    static Response by_category(const std::string& category) {
        return admin().get("/products?per_page=100&sort=name&category=" + category);
    }
};

TEST_P(Import, BringsProducts) {
    const FinishedRun run = import("products",
                                   "sku,name,description,category,price,stock,image_url\n"
                                   "IP-1,Green Tea,\"Leaves, \"\"fine\"\"\nand loose\",ImpA,3.50,12,/tea.png\n"
                                   "IP-2,Crème Brûlée,,ImpA,4,,\n");
    ASSERT_EQ(run.status, 0) << run.errors;
    EXPECT_EQ(run.output, "products: 2 added, 0 changed, 0 unchanged, 0 row(s) with errors left out\n");
    const Response products = by_category("ImpA");
    ASSERT_EQ(products.count("items"), 2U);
    EXPECT_THAT(products.each("items", "name"), ElementsAre("Crème Brûlée", "Green Tea"));
    EXPECT_THAT(products.each("items", "price"), ElementsAre("4.00", "3.50"));
    EXPECT_THAT(products.each("items", "stock"), ElementsAre("0", "12"));
    EXPECT_THAT(products.each("items", "description"), ElementsAre("null", "Leaves, \"fine\"\nand loose"));
    EXPECT_EQ(shop().ledger_sum(products.number("items.1.id")), 12);
    EXPECT_THAT(admin().get("/products?search=brulee&category=ImpA").each("items", "sku"), ElementsAre("IP-2"));
}

TEST_P(Import, FindsItsColumnsByTheirNames) {
    const FinishedRun run = import("products", "\xef\xbb\xbfprice;\r\n");
    EXPECT_EQ(run.status, 1);
    const FinishedRun other_order =
        import("products", "\xef\xbb\xbfprice,category,\"name\",sku\r\n2.00,ImpB,Cup,IB-1\r\n");
    ASSERT_EQ(other_order.status, 0) << other_order.errors;
    EXPECT_EQ(by_category("ImpB").at("items.0.name"), "Cup");
    EXPECT_EQ(by_category("ImpB").at("items.0.sku"), "IB-1");
}

TEST_P(Import, RefusesColumnsThatItDoesNotKnow) {
    const FinishedRun unknown = import("products", "sku,name,price,colour\nQXC-1,Cup,1.00,red\n");
    EXPECT_EQ(unknown.status, 1);
    EXPECT_THAT(unknown.errors, HasSubstr("colour"));
    const FinishedRun missing = import("products", "sku,name\nQXC-1,Cup\n");
    EXPECT_EQ(missing.status, 1);
    EXPECT_THAT(missing.errors, HasSubstr("price"));
    EXPECT_EQ(import("products", "").status, 1);
    EXPECT_EQ(import("products", "sku,sku,name,price\n1,1,x,1\n").status, 1);
    EXPECT_EQ(import_file("products", "/nowhere/rows.csv").status, 1);
    EXPECT_EQ(import_file("products", "/tmp").status, 1);
    EXPECT_EQ(admin().get("/products?search=QXC").at("total"), "0");
}

TEST_P(Import, SaysThatAnEmptyBodyHasNoHeader) {
    for (const std::string path : {"/imports/products", "/imports/orders/preview"}) {
        const Response response = admin().send("POST", path, "", {{"Content-Type", "text/csv"}});
        EXPECT_THAT(response, InvalidField("file"));
        EXPECT_EQ(response.at("errors.file.0"), "there is no header");
    }
}

// Eight of ten rows are bad.
std::string rows_with_faults(const std::string& category) {
    const auto row = [&](const std::string& number, const std::string& name, const std::string& price_and_stock) {
        return category + number + "," + name + "," + category + "," + price_and_stock + "\n";
    };
    return "sku,name,category,price,stock\n" + row("-1", "Good one", "1.00,3") + row("-2", "", "1.00,3") +
           row("-3", "Bad price", "x,3") + row("-4", "\"Two\nlines\"", "1.00,3") + row("-5", "Bad stock", "1.00,-3") +
           row("-1", "Twice", "1.00,3") + category + "-6,too,few\n" + ",No SKU," + category + ",1.00,3\n" +
           row("-7", "\xff", "1.00,3") + row("-8", "Good two", "2.00,3");
}

TEST_P(Import, StoresNothingOfAFileWithBadRowsAndNamesThemAll) {
    const FinishedRun run = import("products", rows_with_faults("ImpD"));
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.output, "");
    for (const char* line :
         {"line 3: ", "line 4: ", "line 5: ", "line 7: ", "line 8: ", "line 9: ", "line 10: ", "line 11: "}) {
        EXPECT_THAT(run.errors, HasSubstr(line));
    }
    for (const char* line : {"line 2: ", "line 6: ", "line 12: "}) {
        EXPECT_THAT(run.errors, testing::Not(HasSubstr(line)));
    }
    EXPECT_THAT(run.errors, HasSubstr("8 row(s) with errors"));
    EXPECT_EQ(by_category("ImpD").at("total"), "0");
}

TEST_P(Import, StoresTheRestWhereThatIsWanted) {
    const FinishedRun run = import("products", rows_with_faults("ImpF"), {"--skip-bad"});
    EXPECT_EQ(run.status, 0) << run.errors;
    EXPECT_THAT(run.errors, HasSubstr("line 4: "));
    EXPECT_EQ(run.output, "products: 2 added, 0 changed, 0 unchanged, 8 row(s) with errors left out\n");
    EXPECT_THAT(by_category("ImpF").each("items", "name"), ElementsAre("Good one", "Good two"));
}

TEST_P(Import, ChangesNothingTheSecondTime) {
    const std::string rows = "sku,name,category,price,stock\nIE-1,Cup,ImpE,1.00,3\nIE-2,Mug,ImpE,2.00,4\n";
    ASSERT_EQ(import("products", rows).status, 0);
    const std::string before = by_category("ImpE").body;
    const FinishedRun again = import("products", rows);
    EXPECT_EQ(again.output, "products: 0 added, 0 changed, 2 unchanged, 0 row(s) with errors left out\n");
    EXPECT_EQ(by_category("ImpE").body, before);

    const FinishedRun changed =
        import("products", "sku,name,category,price,stock\nIE-1,Big cup,ImpE,1.50,99\nIE-2,Mug,ImpE,2.00,4\n");
    EXPECT_EQ(changed.output, "products: 0 added, 1 changed, 1 unchanged, 0 row(s) with errors left out\n");
    const Response after = by_category("ImpE");
    EXPECT_EQ(after.at("items.0.name"), "Big cup");
    EXPECT_EQ(after.at("items.0.price"), "1.50");
    EXPECT_EQ(after.at("items.0.stock"), "3") << "the stock counts for new products only";
    EXPECT_EQ(shop().ledger_sum(after.number("items.0.id")), 3);
    EXPECT_EQ(admin().get("/products?category=ImpE&search=big").at("total"), "1");
}

TEST_P(Import, BringsCustomers) {
    const std::string rows = "email,phone,name\n\"imp1@example.com\",+49 30,\"Müller, Zoë\"\nimp2@example.com,,Other\n";
    const FinishedRun run = import("customers", rows);
    ASSERT_EQ(run.status, 0) << run.errors;
    EXPECT_EQ(run.output, "customers: 2 added, 0 changed, 0 unchanged, 0 row(s) with errors left out\n");
    EXPECT_THAT(admin().post("/customers", json::Object{{"name", "X"}, {"email", "IMP1@example.com"}}),
                Refused(409, "email-taken"));
    EXPECT_EQ(import("customers", rows).output,
              "customers: 0 added, 0 changed, 2 unchanged, 0 row(s) with errors left out\n");
    const FinishedRun twice = import("customers", "email,name\nimp3@example.com,A\nIMP3@example.com,B\nno address,C\n");
    EXPECT_EQ(twice.status, 1);
    EXPECT_THAT(twice.errors, testing::AllOf(HasSubstr("line 3: "), HasSubstr("line 4: ")));
    EXPECT_EQ(import("customers", "email,name\nimp3@example.com,A\n").output,
              "customers: 1 added, 0 changed, 0 unchanged, 0 row(s) with errors left out\n");
}

TEST_P(Import, BringsOrdersWithTheirDatesAndPrices) {
    ASSERT_EQ(import("customers", "email,name\nbuyer@example.com,Buyer\n").status, 0);
    const std::int64_t cup = shop().new_product({{"name", "Cup"}, {"price", "9.99"}, {"stock", 5}, {"sku", "IO-CUP"}});
    const std::string rows =
        "number,placed_at,customer_email,sku,name,quantity,unit_price,status\n"
        "A-1,2010-12-01T08:26:00Z,buyer@example.com,IO-CUP,Old cup,6,2.55,shipped\n"
        "A-2,2010-12-02T09:00:00+01:00,Buyer@Example.com,IO-GONE,Gone,1,100,\n"
        "A-1,2010-12-01T08:26:00Z,buyer@example.com,IO-X,Other,2,3.39,shipped\n";
    const FinishedRun run = import("orders", rows);
    ASSERT_EQ(run.status, 0) << run.errors;
    EXPECT_EQ(run.output, "orders: 2 added, 0 changed, 0 unchanged, 0 row(s) with errors left out\n");

    const Response orders = admin().get("/orders?to=2011-01-01T00:00:00Z");
    ASSERT_EQ(orders.count("items"), 2U);
    EXPECT_THAT(orders.each("items", "placed_at"),
                ElementsAre(testing::StartsWith("2010-12-02T08:00:00"), testing::StartsWith("2010-12-01T08:26:00")));
    EXPECT_THAT(orders.each("items", "status"), ElementsAre("delivered", "shipped"));
    EXPECT_THAT(orders.each("items", "total"), ElementsAre("100.00", "22.08"));
    EXPECT_EQ(orders.at("items.1.items.0.name"), "Old cup");
    EXPECT_EQ(orders.at("items.1.items.0.unit_price"), "2.55");
    EXPECT_EQ(orders.at("items.1.items.0.product_id"), std::to_string(cup));
    EXPECT_EQ(orders.at("items.1.items.1.product_id"), "null");
    EXPECT_EQ(shop().stock_of(cup), "5") << "past orders take no stock";

    EXPECT_EQ(import("orders", rows).output,
              "orders: 0 added, 0 changed, 2 unchanged, 0 row(s) with errors left out\n");
    EXPECT_EQ(admin().get("/orders?to=2011-01-01T00:00:00Z").body, orders.body);
}

TEST_P(Import, LeavesOutWholeOrdersForABadLine) {
    ASSERT_EQ(import("customers", "email,name\nbuyer2@example.com,Buyer\n").status, 0);
    const std::string rows =
        "number,placed_at,customer_email,sku,name,quantity,unit_price\n"
        "B-1,2011-12-01T08:26:00Z,buyer2@example.com,X,Good,1,1.00\n"
        "B-1,2011-12-01T08:26:00Z,buyer2@example.com,X,Bad,0,1.00\n"
        "B-2,2011-12-02T08:26:00Z,buyer2@example.com,X,Good,1,1.00\n"
        "B-3,2011-12-03T08:26:00Z,nobody2@example.com,X,Whose,1,1.00\n"
        "B-4,yesterday,buyer2@example.com,X,When,1,1.00\n"
        "B-5,2011-12-05T08:26:00Z,buyer2@example.com,X,One day,1,1.00\n"
        "B-5,2011-12-06T08:26:00Z,buyer2@example.com,X,Another day,1,1.00\n";
    const auto stored = [&] {
        return admin().get("/orders?from=2011-01-01T00:00:00Z&to=2012-01-01T00:00:00Z").each("items", "placed_at");
    };
    const FinishedRun refused = import("orders", rows);
    EXPECT_EQ(refused.status, 1);
    for (const char* line : {"line 3: ", "line 5: ", "line 6: ", "line 8: "})
        EXPECT_THAT(refused.errors, HasSubstr(line));
    EXPECT_THAT(stored(), ElementsAre());
    const FinishedRun skipped = import("orders", rows, {"--skip-bad"});
    EXPECT_EQ(skipped.status, 0) << skipped.errors;
    EXPECT_THAT(stored(), ElementsAre(testing::StartsWith("2011-12-02")))
        << "an order with a bad line is left out as a whole";
}

TEST_P(Import, TakesARealCatalogue) {
    const std::string file = source_path("../shared/data/catalogue.csv");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped, because " << file << " is not there";
    const std::int64_t before = admin().get("/products").number("total");
    const FinishedRun run = import_file("products", file);
    ASSERT_EQ(run.status, 0) << run.errors;
    EXPECT_EQ(run.output, "products: 2465 added, 0 changed, 0 unchanged, 0 row(s) with errors left out\n");
    EXPECT_EQ(admin().get("/products").number("total"), before + 2465);
    EXPECT_EQ(admin().get("/products?search=Adventure-Ready%20Expedition&per_page=1").at("items.0.name"),
              "Adventure-Ready Expedition Backpack");
    EXPECT_EQ(import_file("products", file).output,
              "products: 0 added, 0 changed, 2465 unchanged, 0 row(s) with errors left out\n");
}

TILL_SHOP_TEST(Import);

}  // namespace
}  // namespace till::test

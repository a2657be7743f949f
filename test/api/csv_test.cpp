#include <chrono>
#include <map>
#include <thread>

#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

class Csv : public ShopTest {
 public:
    static Response send(const std::string& path, const std::string& file, const Api& api = admin()) {
        return api.send("POST", path, file, {{"Content-Type", "text/csv"}});
    }
    static Response ended(const Response& started) {
        const std::string path = "/imports/" + started.at("id");
        for (int i = 0; i < 1200; ++i) {
            Response job = admin().get(path);
            if (job.status != 200 || (job.at("status") != "waiting" && job.at("status") != "running")) return job;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        throw std::runtime_error("the import does not end");
    }
    static Response imported(const std::string& path, const std::string& file) {
        const Response started = send(path, file);
        EXPECT_THAT(started, HasStatus(202));
        EXPECT_EQ(started.header("Location"), "/api/v1/imports/" + started.at("id"));
        return ended(started);
    }
    static std::string all_orders() { return admin().get("/exports/orders.csv").body; }
};

TEST_P(Csv, IsPreviewedRowByRowWithoutAnyTrace) {
    ASSERT_THAT(admin().post("/products", json::Object{{"name", "Old lamp"}, {"price", "3.00"}, {"sku", "PV-1"}}),
                HasStatus(201));
    ASSERT_THAT(admin().post("/products", json::Object{{"name", "Mug"}, {"price", "1.00"}, {"sku", "PV-2"}}),
                HasStatus(201));
    const Response preview = send("/imports/products/preview",
                                  "sku,name,price,stock\n"
                                  "PV-1,Lamp,3.50,5\n"
                                  "PV-2,Mug,1.00,5\n"
                                  "PV-3,Cup,2.00,5\n"
                                  "PV-4,Bowl,cheap,5\n");
    ASSERT_THAT(preview, HasStatus(200));
    EXPECT_EQ(preview.at("added"), "1");
    EXPECT_EQ(preview.at("changed"), "1");
    EXPECT_EQ(preview.at("unchanged"), "1");
    EXPECT_EQ(preview.at("bad"), "1");
    EXPECT_EQ(preview.at("faults.0.line"), "5");
    EXPECT_THAT(preview.at("faults.0.message"), HasSubstr("price"));
    EXPECT_THAT(preview.each("rows", "key"), ElementsAre("PV-1", "PV-3"));
    EXPECT_THAT(preview.each("rows", "outcome"), ElementsAre("changed", "added"));
    EXPECT_THAT(preview.each("rows.0.changes", "field"), ElementsAre("name", "price"));
    EXPECT_EQ(preview.at("rows.0.changes.1.before"), "3.00");
    EXPECT_EQ(preview.at("rows.0.changes.1.after"), "3.50");
    EXPECT_EQ(admin().get("/products?search=PV-1").at("items.0.name"), "Old lamp");
    EXPECT_EQ(admin().get("/products?search=PV-3").count("items"), 0U);
}

TEST_P(Csv, IsImportedWhileItsClientAsksHowFarItIs) {
    std::string file = "sku,name,price,stock\n";
    for (int i = 0; i < 2500; ++i) file += "JOB-" + std::to_string(i) + ",Thing " + std::to_string(i) + ",1.00,1\n";
    const Response done = imported("/imports/products", file);
    EXPECT_EQ(done.at("status"), "done") << done.body;
    EXPECT_EQ(done.at("kind"), "products");
    EXPECT_EQ(done.at("percent"), "100");
    EXPECT_EQ(done.at("report.added"), "2500");
    EXPECT_EQ(done.count("report.rows"), 100U) << "the first hundred are shown";
    EXPECT_EQ(done.at("report.total"), "2500");
    EXPECT_NE(done.at("ended_at"), "null");
    EXPECT_EQ(imported("/imports/products", file).at("report.unchanged"), "2500") << "the same file changes nothing";
}

TEST_P(Csv, IsNotStoredWithABadRowUnlessToldTo) {
    const std::string file = "name,email\nGood,csv-good@example.com\nBad,nowhere\n";
    const Response refused = imported("/imports/customers", file);
    EXPECT_EQ(refused.at("status"), "refused");
    EXPECT_EQ(refused.at("report.bad"), "1");
    EXPECT_EQ(admin().get("/customers?search=csv-good").count("items"), 0U);
    const Response done = imported("/imports/customers?skip_bad=true", file);
    EXPECT_EQ(done.at("status"), "done");
    EXPECT_EQ(admin().get("/customers?search=csv-good").count("items"), 1U);
}

TEST_P(Csv, MayBeNoneAtAll) {
    for (const char* file : {"", "colour\nred\n", "sku,name,price,colour\n", "sku,sku,name,price\n", "\xFF\xFEs"}) {
        EXPECT_THAT(send("/imports/products/preview", file), InvalidField("file")) << file;
        EXPECT_THAT(send("/imports/products", file), InvalidField("file")) << file;
    }
    EXPECT_THAT(admin().send("POST", "/imports/products", "{}"), Refused(415, "unsupported-media-type"));
    EXPECT_THAT(send("/imports/products?skip_bad=perhaps", "sku,name,price\n"), InvalidField("skip_bad"));
    EXPECT_THAT(send("/imports/products/preview", std::string("sku,name,price\nA,\xff\0,1\n", 22)), HasStatus(200));
    EXPECT_THAT(admin().get("/imports/1"), Refused(404, "not-found"));
}

TEST_P(Csv, OfSomeColumnsLeavesTheOthersAsTheyAre) {
    const std::string lamp = admin()
                                 .post("/products", json::Object{{"name", "Lamp"},
                                                                 {"price", "3.00"},
                                                                 {"sku", "PART-1"},
                                                                 {"description", "Old"},
                                                                 {"category", "Part"}})
                                 .at("id");
    const std::string file = "sku;price;description\nPART-1;4.00;\nPART-2;1.00;New\n";
    const Response preview = send("/imports/products/preview", file);
    ASSERT_THAT(preview, HasStatus(200));
    std::map<std::string, std::string> uses;
    const auto names = preview.each("columns", "name");
    for (std::size_t i = 0; i < names.size(); ++i) uses[names[i]] = preview.each("columns", "use")[i];
    EXPECT_THAT(uses,
                testing::IsSupersetOf({Pair("sku", "key"), Pair("price", "written"), Pair("description", "written")}));
    for (const auto& [name, use] : uses) {
        const bool is_in_file = name == "sku" || name == "price" || name == "description";
        EXPECT_EQ(use == "absent", !is_in_file) << name;
    }
    EXPECT_THAT(preview.at("faults.0.message"), HasSubstr("name is missing"));
    EXPECT_EQ(imported("/imports/products?skip_bad=true", file).at("report.changed"), "1");
    const Response after = admin().get("/products/" + lamp);
    EXPECT_EQ(after.at("name"), "Lamp");
    EXPECT_EQ(after.at("category"), "Part");
    EXPECT_EQ(after.at("price"), "4.00");
    EXPECT_EQ(after.at("description"), "null") << "which the file has a column for";
}

TEST_P(Csv, LosesNoRowToAnOpenQuoteAndReportsWithinBounds) {
    std::string file = "sku,name,price\nQ-0,\"Open,1.00\n";
    for (int i = 1; i < 3000; ++i) file += "Q-" + std::to_string(i) + ",Thing,dear\n";
    const Response preview = send("/imports/products/preview", file);
    ASSERT_THAT(preview, HasStatus(200));
    EXPECT_EQ(preview.at("total"), "3000");
    EXPECT_EQ(preview.at("bad"), "3000");
    EXPECT_EQ(preview.count("faults"), 100U);
    EXPECT_THAT(preview.at("faults.0.message"), HasSubstr("a quote opens in line 2"));
    EXPECT_EQ(preview.count("fault_kinds"), 2U);
    EXPECT_EQ(preview.at("fault_kinds.0.count"), "2999");
    EXPECT_LT(preview.body.size(), 20'000U);
}

TEST_P(Csv, IsSomebodysOwnImport) {
    const Response started = send("/imports/products", "sku,name,price\nOWN-1,Thing,1.00\n");
    ASSERT_THAT(ended(started), HasStatus(200));
    EXPECT_THAT(shop().new_shopper().api.get("/imports/" + started.at("id")), Refused(404, "not-found"));
}

TEST_P(Csv, OfCustomersChangesNobodyWhoseAccountIsNotACustomers) {
    const Shopper shopper = shop().new_shopper();
    const std::string customer = "/customers/" + std::to_string(shopper.customer);
    const std::string email = admin().get(customer).at("email");
    ASSERT_THAT(admin().patch("/accounts/" + std::to_string(shopper.account), json::Object{{"role", "staff"}}),
                HasStatus(200));
    const std::string name = admin().get(customer).at("name");
    const std::string file = "name,email,phone\n" + name + "," + email + ",+49 666\n";
    EXPECT_EQ(send("/imports/customers/preview", file).at("bad"), "1");
    const Response refused = imported("/imports/customers", file);
    EXPECT_EQ(refused.at("status"), "refused");
    EXPECT_THAT(refused.at("report.faults.0.message"), HasSubstr("another role than customer"));
    EXPECT_EQ(admin().get(customer).at("phone"), "null");
    EXPECT_EQ(send("/imports/customers/preview", "name,email\n" + name + "," + email + "\n").at("unchanged"), "1");
}

TEST_P(Csv, OfProductsAndCustomersComesBackAsItWas) {
    const std::string name = "=HYPERLINK(\"http://example.com\"), \"x\"";
    ASSERT_THAT(
        admin().post(
            "/products",
            json::Object{
                {"name", name}, {"price", "3.00"}, {"sku", "EXP-1"}, {"barcode", "4006381333931"}, {"stock", 4}}),
        HasStatus(201));
    ASSERT_THAT(
        admin().post("/customers", json::Object{{"name", "-N"}, {"email", "exp@example.com"}, {"phone", "+49 1"}}),
        HasStatus(201));
    const Response products = admin().get("/exports/products.csv");
    ASSERT_THAT(products, HasStatus(200));
    EXPECT_EQ(products.header("Content-Type"), "text/csv; charset=utf-8; header=present");
    EXPECT_EQ(products.header("Content-Disposition"), "attachment; filename=\"products.csv\"");
    EXPECT_THAT(products.body, testing::StartsWith("sku,name,description,category,price,stock,image_url,id,barcode"));
    EXPECT_THAT(products.body, HasSubstr("\"EXP-1\",\"'=HYPERLINK(\"\"http://example.com\"\"), \"\"x\"\"\",\"\",\"\","
                                         "3.00,4,\"\",\"\",\"4006381333931\""))
        << "a spreadsheet does not run it";
    const Response customers = admin().get("/exports/customers.csv");
    EXPECT_THAT(customers.body, HasSubstr("\"'-N\",\"exp@example.com\",\"'+49 1\"\r\n"));

    shop().new_product("Without an SKU", "1.00", 1);
    const Response all = send("/imports/products/preview", admin().get("/exports/products.csv").body);
    EXPECT_EQ(all.at("unchanged"), all.at("total")) << all.body;
    const Response again = send("/imports/customers/preview", customers.body);
    EXPECT_EQ(again.at("added"), "0");
    EXPECT_EQ(again.at("changed"), "0") << again.body;
}

TEST_P(Csv, OfOrdersIsKnownAgain) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Exported tea", "2.50", 9);
    const std::string id = shopper.api.post("/orders", order_of(tea, 2)).at("id");
    ASSERT_EQ(imported("/imports/orders",
                       "number,placed_at,customer_email,name,quantity,unit_price\nOLD-7,2020-01-01T10:00:00Z," +
                           admin().get("/customers/" + std::to_string(shopper.customer)).at("email") + ",Rug,1,9.00\n")
                  .at("report.added"),
              "1");
    const std::string file = all_orders();
    EXPECT_THAT(file, HasSubstr("-" + id + "\","));
    EXPECT_THAT(file, HasSubstr("\"Exported tea\",2,2.50,\"pending\""));
    EXPECT_THAT(file, HasSubstr("\"OLD-7\",\"2020-01-01T10:00:00.000Z\","));
    const Response again = send("/imports/orders/preview", file);
    ASSERT_THAT(again, HasStatus(200));
    EXPECT_EQ(again.at("added"), "0") << "neither what was placed here nor what was imported is doubled";
    EXPECT_EQ(again.at("bad"), "0") << again.body;
    EXPECT_EQ(again.at("differing"), "0") << again.body;
    ASSERT_THAT(admin().post("/orders/" + id + "/cancel", json::Object{}), HasStatus(200));
    const Response older = send("/imports/orders/preview", file);
    EXPECT_EQ(older.at("differing"), "1");
    EXPECT_EQ(older.at("bad"), "0");
    EXPECT_THAT(older.each("rows.0.changes", "field"), ElementsAre("status", "history"));
    EXPECT_THAT(admin().get("/exports/orders.csv?from=2020-01-01&to=2020-01-02").body,
                testing::Not(HasSubstr("Exported tea")));
    EXPECT_THAT(admin().get("/exports/orders.csv?after=made-up"), InvalidField("after"));
}

TEST_P(Csv, IsWrittenByTheCommandToo) {
    shop().new_product("From the command", "1.00", 3);
    const FinishedRun run = run_till({"export", "products"}, shop().settings());
    ASSERT_EQ(run.status, 0) << run.errors;
    EXPECT_EQ(run.output, admin().get("/exports/products.csv").body);
    EXPECT_EQ(run_till({"export", "customers"}, shop().settings()).output, admin().get("/exports/customers.csv").body);
    EXPECT_EQ(run_till({"export", "orders"}, shop().settings()).output, all_orders());
}

TILL_SHOP_TEST(Csv);

}  // namespace
}  // namespace till::test

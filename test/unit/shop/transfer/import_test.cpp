#include "platform/database/errors.h"
#include "unit/shop/transfer/import_files.h"

namespace till {
namespace {

using test::fault;
using Found = test::MockFileKeyRepository::Found;
using testing::_;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Return;
using testing::SizeIs;

std::string many_products(int count) {
    std::string text = "sku,name,price\n";
    for (int i = 0; i < count; ++i) text += "P" + std::to_string(i) + ",Lamp,1.00\n";
    return text;
}

class ImportingFiles : public test::OnMockRepositories {
 public:
    ImportingFiles() {
        ON_CALL(repositories.products, add).WillByDefault([](auto&, std::span<const Product> products) {
            std::vector<ProductId> ids;
            for (std::size_t i = 0; i < products.size(); ++i) ids.push_back(static_cast<ProductId>(i) + 1);
            return ids;
        });
    }

    ImportReport import_products(const std::string& text, const ImportRequest& options = {},
                                 const ImportProgress& progress = {}) {
        return import_file(kinds.products, text, options, progress);
    }

    void has_lamp_and_mug() {
        Product lamp = test::product("Old lamp", "1.00", 9);
        lamp.sku = "A";
        lamp.description = "It shines";
        Product mug = test::product("Mug", "1.00", 10);
        mug.sku = "B";
        ON_CALL(keys, products_by_sku).WillByDefault(Return(Found{{"A", 9}, {"B", 10}}));
        ON_CALL(repositories.products, find_all).WillByDefault(Return(std::vector<Product>{lamp, mug}));
        ON_CALL(repositories.products, find_to_change(_, 9)).WillByDefault(Return(lamp));
        ON_CALL(repositories.products, find_to_change(_, 10)).WillByDefault(Return(mug));
    }
};

TEST_F(ImportingFiles, AddsProductsWithTheirStock) {
    std::vector<OpeningStock> opened;
    EXPECT_CALL(repositories.products, add(_, SizeIs(3)));
    EXPECT_CALL(repositories.stock, open(_, SizeIs(3))).WillOnce(test::copy_into(opened));
    const ImportReport report = import_products("sku,name,price,stock\nA,Lamp,1.00,5\nB,Mug,1.00,\nC,Cup,1.00,0\n");
    EXPECT_EQ(report.added, 3);
    EXPECT_EQ(report.total(), 3);
    EXPECT_THAT(report.faults, IsEmpty());
    EXPECT_TRUE(report.stored);
    EXPECT_EQ(database.commits, 1);
    ASSERT_EQ(opened.size(), 3U);
    EXPECT_EQ(opened[0].product_id, 1);
    EXPECT_EQ(opened[0].quantity, 5);
    EXPECT_EQ(opened[1].quantity, 0);
}

TEST_F(ImportingFiles, ChangesKnownProductsButNotTheirStock) {
    has_lamp_and_mug();
    EXPECT_CALL(repositories.products,
                update(_, Field(&Product::id, 9), AllOf(Field(&Product::version, 2), Field(&Product::id, 9))));
    EXPECT_CALL(repositories.products, add).Times(0);
    EXPECT_CALL(repositories.stock, open).Times(0);
    EXPECT_CALL(repositories.stock, change).Times(0);
    const ImportReport report = import_products("sku,name,price,stock\nA,Lamp,1.00,99\nB,Mug,1.00,99\n");
    EXPECT_EQ(report.added, 0);
    EXPECT_EQ(report.changed, 1);
    EXPECT_EQ(report.unchanged, 1);
}

TEST_F(ImportingFiles, LeavesWhatHasNoColumnAsItIs) {
    has_lamp_and_mug();
    EXPECT_CALL(repositories.products,
                update(_, _,
                       AllOf(Field(&Product::name, "Old lamp"), Field(&Product::price, test::money("2.00")),
                             Field(&Product::description, "It shines"))));
    const ImportReport report = import_products("sku,price\nA,2.00\nNEW,3.00\n", {.skip_bad = true});
    EXPECT_EQ(report.changed, 1);
    EXPECT_THAT(report.faults, ElementsAre(fault(3, "name is missing: the product is new")));
    std::vector<std::string> uses;
    for (const ImportColumn& column : report.columns)
        uses.push_back(column.name + " " + std::string(name_of(column.use)));
    EXPECT_THAT(uses, testing::IsSupersetOf({"name absent", "price written", "sku key", "description absent",
                                             "category absent", "image_url absent", "stock absent", "id absent"}));
    EXPECT_EQ(uses.size(), kinds.products.columns().size());
}

TEST_F(ImportingFiles, EmptiesWhatHasAnEmptyColumn) {
    has_lamp_and_mug();
    EXPECT_CALL(repositories.products, update(_, _, Field(&Product::description, std::nullopt)));
    const ImportReport report = import_products("sku,description,name\nA,,Old lamp\nB,, \n", {.skip_bad = true});
    EXPECT_EQ(report.changed, 1);
    EXPECT_THAT(report.faults, ElementsAre(fault(3, "name is missing")));
}

TEST_F(ImportingFiles, OnlyLooksForAPreview) {
    has_lamp_and_mug();
    const ImportReport report = import_products(
        "sku,name,price\nA,Lamp,1.00\nB,Mug,1.00\nC,Cup,2.00\nD,Bowl,cheap\nC,Cup,2.00\n", {.preview = true});
    EXPECT_EQ(database.writes, 0) << "it does not come to the writer";
    EXPECT_FALSE(report.stored);
    EXPECT_EQ(report.added, 1);
    EXPECT_EQ(report.changed, 1);
    EXPECT_EQ(report.unchanged, 1);
    EXPECT_EQ(report.bad, 2);
    EXPECT_EQ(report.total(), 5);
}

TEST_F(ImportingFiles, FindsEveryFaultBeforeAnythingIsWritten) {
    const ImportReport report = import_products("sku,name,price\nA,Lamp,1.00\n,Cup,1.00\nA,Lamp again,1.00\nB,Mug,\n" +
                                                many_products(600).substr(15));
    EXPECT_FALSE(report.stored);
    EXPECT_THAT(report.faults, ElementsAre(fault(3, "sku is missing"), fault(4, "sku stands in line 2 already"),
                                           fault(5, "price is missing")));
    EXPECT_EQ(report.total(), 604);
    EXPECT_EQ(database.writes, 0);
}

TEST_F(ImportingFiles, SkipsWhatIsBadOnRequest) {
    EXPECT_CALL(repositories.products, add(_, SizeIs(1)));
    const ImportReport report = import_products("sku,name,price\nA,Lamp,1.00\nB,Mug,\n", {.skip_bad = true});
    EXPECT_TRUE(report.stored);
    EXPECT_EQ(report.added, 1);
    EXPECT_EQ(report.bad, 1);
    EXPECT_THAT(report.faults, ElementsAre(fault(3, "price is missing")));
    EXPECT_EQ(database.commits, 1);
}

TEST_F(ImportingFiles, LeavesTheWriterToOthersBetweenParts) {
    EXPECT_CALL(repositories.products, add(_, SizeIs(testing::Le(ImportPace::rows_max)))).Times(testing::AtLeast(3));
    EXPECT_EQ(import_products(many_products(1200)).added, 1200);
    EXPECT_GE(database.commits, 3);
}

TEST_F(ImportingFiles, IsOneTransactionOnRequest) {
    EXPECT_EQ(import_products(many_products(1200), {.atomic = true}).added, 1200);
    EXPECT_EQ(database.writes, 1);
}

TEST_F(ImportingFiles, GoesOnWhereItWasInterrupted) {
    struct Stopped {};
    std::vector<Product> stored;
    ON_CALL(repositories.products, add).WillByDefault([&](auto&, std::span<const Product> products) {
        std::vector<ProductId> ids;
        for (const Product& product : products) {
            stored.push_back(product);
            stored.back().id = static_cast<ProductId>(stored.size());
            ids.push_back(stored.back().id);
        }
        return ids;
    });
    ON_CALL(repositories.products, find_all).WillByDefault([&](auto&, auto) { return stored; });
    ON_CALL(keys, products_by_sku).WillByDefault([&](auto&, auto) {
        Found found;
        for (const Product& product : stored) found.emplace(*product.sku, product.id);
        return found;
    });
    const auto stop_after_a_part = [&](std::int64_t) {
        if (database.commits == 1) throw Stopped();
    };
    EXPECT_THROW(import_products(many_products(100), {}, stop_after_a_part), Stopped);
    const auto before = static_cast<std::int64_t>(stored.size());
    EXPECT_GT(before, 0);
    const ImportReport report = import_products(many_products(100));
    EXPECT_EQ(report.unchanged, before);
    EXPECT_EQ(report.added, 100 - before);
}

TEST_F(ImportingFiles, LosesOneRowToWhoWasFaster) {
    EXPECT_CALL(repositories.products, add).Times(testing::AnyNumber());
    EXPECT_CALL(repositories.products, add(_, testing::Contains(Field(&Product::sku, "P7"))))
        .Times(2)
        .WillRepeatedly(testing::Throw(database::UniqueViolation("products.sku")));
    const ImportReport report = import_products(many_products(10));
    EXPECT_EQ(report.added, 9);
    EXPECT_THAT(report.faults, ElementsAre(fault(9, "send the file again")));
    EXPECT_TRUE(report.stored);
}

TEST_F(ImportingFiles, ReportsNoMoreThanSomebodyReads) {
    std::string text = "sku,name,price\n";
    for (int i = 0; i < 2000; ++i) text += "P" + std::to_string(i) + (i % 3 == 0 ? ",Lamp\n" : ",Lamp,dear\n");
    const ImportReport report = import_products(text);
    EXPECT_EQ(report.bad, 2000);
    EXPECT_EQ(report.faults.size(), ImportReport::faults_shown);
    ASSERT_EQ(report.fault_kinds.size(), 2U);
    EXPECT_EQ(report.fault_kinds[0].count, 1333);
    EXPECT_THAT(report.fault_kinds[0].kind, testing::StartsWith("price must be"));
    EXPECT_EQ(report.fault_kinds[1].count, 667);
}

TEST_F(ImportingFiles, CountsEveryRowOfAFileWithAnOpenQuote) {
    std::string text = many_products(1000);
    text.replace(text.find("P5,Lamp"), 7, "P5,\"Lam");
    const ImportReport report = import_products(text, {.preview = true});
    EXPECT_EQ(report.total(), 1000);
    EXPECT_THAT(report.faults, ElementsAre(fault(7, "a quote opens in line 7")));
}

TEST_F(ImportingFiles, KnowsCustomersByTheirAddress) {
    Customer ada = test::customer("ada@example.com", 7);
    Customer bob = test::customer("bob@example.com", 8);
    bob.phone = "1";
    ON_CALL(keys, customers_by_email).WillByDefault(Return(Found{{"ada@example.com", 7}, {"bob@example.com", 8}}));
    ON_CALL(repositories.customers, find_all).WillByDefault(Return(std::vector<Customer>{ada, bob}));
    ON_CALL(repositories.customers, find_to_change(_, 8)).WillByDefault(Return(bob));
    std::vector<Customer> added;
    EXPECT_CALL(repositories.customers, add).WillOnce(test::copy_and_number(added, {9}));
    EXPECT_CALL(repositories.customers,
                update(_, AllOf(Field(&Customer::id, 8), Field(&Customer::version, 2), Field(&Customer::phone, "1"))));
    const ImportReport report =
        import_file(kinds.customers,
                    "name,email\nAda Lovelace,ada@example.com\nBob,bob@example.com\nCy,cy@example.com\n"
                    "CY,CY@Example.com\n",
                    {.skip_bad = true});
    EXPECT_EQ(report.added, 1);
    EXPECT_EQ(report.changed, 1);
    EXPECT_EQ(report.unchanged, 1);
    EXPECT_THAT(report.faults, ElementsAre(fault(5, "email stands in line 4 already")));
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].created_at, clock.time);
}

TEST(ThePaceOfAnImport, LeavesMostOfTheTimeToOthersWhoWrite) {
    using namespace std::chrono_literals;
    ImportPace pace;
    const std::size_t first = pace.rows();
    EXPECT_EQ(pace.after(first, 0us, 1ms), 0ms) << "nobody waits";
    EXPECT_GT(pace.rows(), first);
    EXPECT_EQ(pace.after(pace.rows(), 2ms, 8ms), 32ms) << "others write";
    for (int i = 0; i < 20; ++i) pace.after(pace.rows(), 0us, 400ms);
    EXPECT_EQ(pace.rows(), 1U);
    for (int i = 0; i < 20; ++i) pace.after(pace.rows(), 0us, 1us);
    EXPECT_EQ(pace.rows(), ImportPace::rows_max);
    EXPECT_EQ(pace.after(1, 0us, 1ms), 0ms);
    EXPECT_EQ(pace.rows(), ImportPace::rows_max) << "the end of a file says nothing";
}

}  // namespace
}  // namespace till

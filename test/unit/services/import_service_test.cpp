#include "services/import_service.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Return;
using testing::SizeIs;

/// A file of these chunks that can be opened again and again. Lines are counted from 2, after the header.
template <class T>
OpenImport<T> file_of(std::vector<std::vector<T>> chunks) {
    return [chunks = std::move(chunks)] {
        return [chunks, next = std::size_t{0}, line = std::int64_t{1}]() mutable {
            std::vector<ImportRow<T>> rows;
            if (next == chunks.size()) return rows;
            for (const T& value : chunks[next]) rows.push_back({++line, value, {}});
            ++next;
            return rows;
        };
    };
}

/// The same with a row behind it that could not be read.
template <class T>
OpenImport<T> file_with_fault(const OpenImport<T>& good, std::int64_t line) {
    return [good, line] {
        return [next = good(), line, done = false]() mutable {
            std::vector<ImportRow<T>> rows = next();
            if (rows.empty() && !done) {
                rows.push_back({line, std::nullopt, "price is missing"});
                done = true;
            }
            return rows;
        };
    };
}

NewProduct row(std::string sku, std::string name, std::int64_t stock = 0) {
    NewProduct product;
    product.sku = std::move(sku);
    product.name = std::move(name);
    product.price = test::money("1.00");
    product.stock = stock;
    return product;
}

auto fault(std::int64_t line, const std::string& message) {
    return AllOf(Field(&ImportFault::line, line), Field(&ImportFault::message, testing::HasSubstr(message)));
}

class ImportingFiles : public testing::Test {
 public:
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    ImportService imports{database,
                          repositories.products,
                          repositories.stock,
                          repositories.customers,
                          repositories.orders,
                          repositories.settings,
                          clock};
};

TEST_F(ImportingFiles, AddsProductsChunkByChunkWithTheirStock) {
    std::vector<StockMovement> opened;
    EXPECT_CALL(repositories.products, add(_, SizeIs(2))).WillOnce(Return(std::vector<ProductId>{1, 2}));
    EXPECT_CALL(repositories.products, add(_, SizeIs(1))).WillOnce(Return(std::vector<ProductId>{3}));
    EXPECT_CALL(repositories.stock, open(_, SizeIs(2))).WillOnce(test::copy_into(opened));
    EXPECT_CALL(repositories.stock, open(_, SizeIs(1)));
    const ImportReport report = imports.products(
        file_of<NewProduct>({{row("A", "Lamp", 5), row("B", "Mug")}, {row("C", "Cup")}}), ImportMode::all_or_nothing);
    EXPECT_EQ(report.added, 3);
    EXPECT_EQ(report.changed, 0);
    EXPECT_THAT(report.faults, IsEmpty());
    EXPECT_TRUE(report.stored);
    EXPECT_EQ(database.commits, 1);
    ASSERT_EQ(opened.size(), 2U);
    EXPECT_EQ(opened[0].product_id, 1);
    EXPECT_EQ(opened[0].change, 5);
    EXPECT_EQ(opened[0].reason, MovementReason::initial);
    EXPECT_EQ(opened[1].change, 0);
}

TEST_F(ImportingFiles, ChangesKnownProductsButNotTheirStock) {
    Product lamp = test::product("Old lamp", "1.00", 9);
    lamp.sku = "A";
    Product mug = test::product("Mug", "1.00", 10);
    mug.sku = "B";
    ON_CALL(repositories.products, find_by_sku(_, "A")).WillByDefault(Return(lamp));
    ON_CALL(repositories.products, find_by_sku(_, "B")).WillByDefault(Return(mug));
    ON_CALL(repositories.products, find(_, 9)).WillByDefault(Return(lamp));
    EXPECT_CALL(repositories.products,
                update(_, Field(&Product::id, 9), AllOf(Field(&Product::version, 2), Field(&Product::id, 9))));
    EXPECT_CALL(repositories.products, add).Times(0);
    EXPECT_CALL(repositories.stock, open).Times(0);
    EXPECT_CALL(repositories.stock, change).Times(0);
    const ImportReport report = imports.products(file_of<NewProduct>({{row("A", "Lamp", 99), row("B", "Mug", 99)}}),
                                                 ImportMode::all_or_nothing);
    EXPECT_EQ(report.added, 0);
    EXPECT_EQ(report.changed, 1);
    EXPECT_EQ(report.unchanged, 1);
}

TEST_F(ImportingFiles, FindsEveryFaultAndStoresNothing) {
    ON_CALL(repositories.products, add).WillByDefault(Return(std::vector<ProductId>{1}));
    NewProduct without_sku = row("", "Cup");
    without_sku.sku.reset();
    const auto open =
        file_with_fault(file_of<NewProduct>({{row("A", "Lamp"), without_sku, row("A", "Lamp again")}}), 5);
    const ImportReport report = imports.products(open, ImportMode::all_or_nothing);
    EXPECT_FALSE(report.stored);
    EXPECT_THAT(report.faults, ElementsAre(fault(3, "sku is missing"), fault(4, "sku stands in line 2 already"),
                                           fault(5, "price is missing")));
    EXPECT_EQ(database.commits, 0);
}

TEST_F(ImportingFiles, SkipsWhatIsBadOnRequest) {
    EXPECT_CALL(repositories.products, add(_, SizeIs(1))).WillOnce(Return(std::vector<ProductId>{1}));
    const ImportReport report =
        imports.products(file_with_fault(file_of<NewProduct>({{row("A", "Lamp")}}), 3), ImportMode::skip_bad);
    EXPECT_TRUE(report.stored);
    EXPECT_EQ(report.added, 1);
    EXPECT_THAT(report.faults, ElementsAre(fault(3, "price is missing")));
    EXPECT_EQ(database.commits, 1);
}

TEST_F(ImportingFiles, KnowsCustomersByTheirAddress) {
    Customer ada = test::customer("ada@example.com", 7);
    Customer bob = test::customer("bob@example.com", 8);
    ON_CALL(repositories.customers, find_by_email(_, "ada@example.com")).WillByDefault(Return(ada));
    ON_CALL(repositories.customers, find_by_email(_, "bob@example.com")).WillByDefault(Return(bob));
    std::vector<Customer> added;
    EXPECT_CALL(repositories.customers, add).WillOnce(test::copy_and_number(added, {9}));
    EXPECT_CALL(repositories.customers, update(_, AllOf(Field(&Customer::id, 8), Field(&Customer::version, 2))));
    const CustomerDetails changed_bob{.name = "Bob", .email = "bob@example.com", .phone = "2"};
    const ImportReport report =
        imports.customers(file_of<CustomerDetails>({{ada,
                                                     changed_bob,
                                                     {.name = "Cy", .email = "cy@example.com", .phone = {}},
                                                     {.name = "CY", .email = "CY@Example.com", .phone = {}}}}),
                          ImportMode::skip_bad);
    EXPECT_EQ(report.added, 1);
    EXPECT_EQ(report.changed, 1);
    EXPECT_EQ(report.unchanged, 1);
    EXPECT_THAT(report.faults, ElementsAre(fault(5, "email stands in line 4 already")));
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].created_at, clock.time);
}

}  // namespace
}  // namespace till

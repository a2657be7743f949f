#include "shop/catalogue/product_service.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::InSequence;
using testing::Return;

class TheCatalogue : public testing::Test {
 public:
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    ProductService products{database,
                            repositories.products,
                            repositories.stock,
                            repositories.images,
                            clock,
                            test::shop_settings().image_hosts};
};

NewProduct new_lamp() {
    NewProduct lamp;
    lamp.name = "Lamp";
    lamp.sku = "L-1";
    lamp.price = test::money("19.99");
    lamp.stock = 5;
    return lamp;
}

TEST_F(TheCatalogue, AddsAProductAndOpensItsLedger) {
    std::vector<Product> added;
    std::vector<OpeningStock> opened;
    EXPECT_CALL(repositories.products, add).WillOnce(test::copy_and_number(added, {12}));
    EXPECT_CALL(repositories.stock, open).WillOnce(test::copy_into(opened));

    const Product lamp = products.add(test::admin(), new_lamp());

    EXPECT_EQ(lamp.id, 12);
    EXPECT_EQ(lamp.stock, 5);
    EXPECT_EQ(lamp.version, 1);
    EXPECT_EQ(lamp.created_at, clock.time);
    EXPECT_EQ(lamp.updated_at, clock.time);
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].name, "Lamp");
    ASSERT_EQ(opened.size(), 1U);
    EXPECT_EQ(opened[0].product_id, 12);
    EXPECT_EQ(opened[0].quantity, 5);
    EXPECT_EQ(opened[0].account_id, test::admin().account);
    EXPECT_EQ(opened[0].at, clock.time);
    EXPECT_EQ(database.commits, 1);
}

TEST_F(TheCatalogue, RefusesATakenSku) {
    EXPECT_CALL(repositories.products, find_by_sku(_, "L-1")).WillOnce(Return(test::product("Other", "1.00", 3)));
    EXPECT_CALL(repositories.products, add).Times(0);
    const Refusal refusal = test::refusal_of([&] { products.add(test::admin(), new_lamp()); });
    EXPECT_EQ(refusal.problem().code, "sku-taken");
    EXPECT_EQ(refusal.detail(), "The SKU L-1 belongs to product 3.");
    EXPECT_EQ(database.commits, 0);
}

TEST_F(TheCatalogue, LetsManyProductsBeWithoutASku) {
    NewProduct nameless = new_lamp();
    nameless.sku.reset();
    std::vector<Product> added;
    EXPECT_CALL(repositories.products, find_by_sku).Times(0);
    EXPECT_CALL(repositories.products, add).WillOnce(test::copy_and_number(added, {1}));
    EXPECT_EQ(products.add(test::admin(), nameless).sku, std::nullopt);
}

TEST_F(TheCatalogue, ChangesAProductAndItsVersion) {
    Product before = test::product("Lamp", "19.99", 3);
    before.version = 4;
    before.stock = 9;
    EXPECT_CALL(repositories.products, find(_, 3)).WillOnce(Return(before));
    Product written;
    EXPECT_CALL(repositories.products, update)
        .WillOnce([&](test::Transaction&, const Product& was, const Product& becomes) {
            EXPECT_EQ(was.name, "Lamp");
            written = becomes;
        });

    const Product after = products.change(3, {}, [](ProductDetails& product) { product.name = "Big lamp"; });

    EXPECT_EQ(after.name, "Big lamp");
    EXPECT_EQ(after.version, 5);
    EXPECT_EQ(after.updated_at, clock.time);
    EXPECT_EQ(after.created_at, before.created_at);
    EXPECT_EQ(after.stock, 9);
    EXPECT_EQ(written.version, 5);
    EXPECT_EQ(written.name, "Big lamp");
}

TEST_F(TheCatalogue, WritesNothingWhereNothingChanges) {
    EXPECT_CALL(repositories.products, find).WillOnce(Return(test::product("Lamp", "19.99", 3)));
    EXPECT_CALL(repositories.products, update).Times(0);
    EXPECT_EQ(products.change(3, {}, [](ProductDetails& product) { product.name = "Lamp"; }).version, 1);
}

TEST_F(TheCatalogue, ChangesAndRemovesTheExpectedVersionOnly) {
    Product lamp = test::product("Lamp", "19.99", 3);
    lamp.version = 4;
    EXPECT_CALL(repositories.products, find).WillRepeatedly(Return(lamp));
    const ExpectedVersion stale(std::vector<std::int64_t>{3});
    const ExpectedVersion present(std::vector<std::int64_t>{4});
    const auto rename = [](ProductDetails& product) { product.name = "Big lamp"; };

    EXPECT_CALL(repositories.products, update).Times(0);
    EXPECT_CALL(repositories.products, remove).Times(0);
    EXPECT_EQ(test::code_of([&] { products.change(3, stale, rename); }), "precondition-failed");
    EXPECT_EQ(test::code_of([&] { products.change(3, stale, [](ProductDetails&) {}); }), "precondition-failed")
        << "also where it would change nothing";
    EXPECT_EQ(test::code_of([&] { products.remove(3, stale); }), "precondition-failed");
    EXPECT_EQ(database.commits, 0);

    EXPECT_CALL(repositories.products, update).Times(1);
    EXPECT_CALL(repositories.products, remove).Times(1);
    EXPECT_EQ(products.change(3, present, rename).version, 5);
    products.remove(3, present);
}

TEST_F(TheCatalogue, LetsAProductKeepItsOwnSku) {
    Product lamp = test::product("Lamp", "19.99", 3);
    lamp.sku = "L-1";
    EXPECT_CALL(repositories.products, find).WillRepeatedly(Return(lamp));
    EXPECT_CALL(repositories.products, find_by_sku(_, "L-1")).WillOnce(Return(lamp));
    EXPECT_CALL(repositories.products, update).Times(1);
    EXPECT_EQ(products.change(3, {}, [](ProductDetails& product) { product.price = test::money("5"); }).version, 2);

    EXPECT_CALL(repositories.products, find_by_sku(_, "TAKEN")).WillOnce(Return(test::product("Other", "1.00", 4)));
    EXPECT_EQ(test::code_of([&] { products.change(3, {}, [](ProductDetails& product) { product.sku = "TAKEN"; }); }),
              "sku-taken");
}

TEST_F(TheCatalogue, TakesImagesOfTheShopThatAreThere) {
    const std::string name(32, 'a');
    const std::string gone(32, 'b');
    ON_CALL(repositories.images, hold(_, std::string_view(name))).WillByDefault(Return(true));
    ON_CALL(repositories.products, find(_, 3)).WillByDefault(Return(test::product("Lamp", "19.99", 3)));
    const auto change_to = [&](const std::string& url) {
        return products.change(3, {}, [&](ProductDetails& details) { details.image_url = url; }).image_url.value();
    };
    for (const std::string& good : {image_path(name, ImageSize::medium), std::string("/demo/lamp.svg")}) {
        EXPECT_EQ(change_to(good), good);
    }
    for (const std::string& bad : {image_path(gone, ImageSize::medium), std::string("/images/lamp.png"),
                                   "/images/" + name, std::string("https://elsewhere.example/a.png")}) {
        EXPECT_EQ(test::code_of([&] { change_to(bad); }), "validation-failed") << bad;
        NewProduct lamp = new_lamp();
        lamp.image_url = bad;
        EXPECT_EQ(test::refusal_of([&] { products.add(test::admin(), lamp); }).errors().count("image_url"), 1U) << bad;
    }
}

TEST_F(TheCatalogue, LetsAProductKeepTheImageThatItHas) {
    Product lamp = test::product("Lamp", "19.99", 3);
    lamp.image_url = "https://a-host-of-former-days.example/a.png";
    ON_CALL(repositories.products, find(_, 3)).WillByDefault(Return(lamp));
    EXPECT_CALL(repositories.products, update);
    EXPECT_EQ(products.change(3, {}, [](ProductDetails& details) { details.name = "New"; }).image_url, lamp.image_url);
}

TEST_F(TheCatalogue, RemovesWhatItHas) {
    const InSequence in_order;
    EXPECT_CALL(repositories.products, find(_, 3)).WillOnce(Return(test::product("Lamp", "19.99", 3)));
    EXPECT_CALL(repositories.products, remove(_, testing::Field(&Product::name, "Lamp")));
    products.remove(3, {});
    EXPECT_EQ(database.commits, 1);
}

TEST_F(TheCatalogue, KnowsNoOtherProducts) {
    EXPECT_CALL(repositories.products, update).Times(0);
    EXPECT_CALL(repositories.products, remove).Times(0);
    const Refusal refusal = test::refusal_of([&] { static_cast<void>(products.find(404)); });
    EXPECT_EQ(refusal.problem().code, "not-found");
    EXPECT_EQ(refusal.detail(), "There is no product 404.");
    EXPECT_EQ(test::code_of([&] { products.change(404, {}, [](ProductDetails&) {}); }), "not-found");
    EXPECT_EQ(test::code_of([&] { products.remove(404, {}); }), "not-found");
    EXPECT_EQ(database.commits, 0);
}

TEST_F(TheCatalogue, IsReadWithoutTheWriter) {
    ListPage<Product> page;
    page.total = 3;
    EXPECT_CALL(repositories.products, list).WillOnce(Return(page));
    EXPECT_CALL(repositories.products, categories).WillOnce(Return(std::vector<Category>{{"Light", 2}}));
    EXPECT_CALL(repositories.products, find).WillOnce(Return(test::product("Lamp", "1.00", 3)));
    EXPECT_EQ(products.list({}).total, 3);
    EXPECT_EQ(products.categories().front().product_count, 2);
    EXPECT_EQ(products.find(3).name, "Lamp");
    EXPECT_EQ(database.reads, 3);
    EXPECT_EQ(database.writes, 0);
}

}  // namespace
}  // namespace till

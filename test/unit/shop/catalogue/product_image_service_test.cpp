#include "shop/catalogue/product_image_service.h"

#include "support/fake_database.h"
#include "support/images.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::Return;
using testing::SaveArg;

class TheImagesOfProducts : public testing::Test {
 public:
    TheImagesOfProducts() {
        ON_CALL(repositories.products, find(_, 3)).WillByDefault(Return(test::product("Lamp", "19.99", 3)));
    }

    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    ProductImageService images{database, repositories.products, repositories.images, clock};
};

TEST_F(TheImagesOfProducts, AreNamedByWhatTheyAre) {
    Image kept;
    EXPECT_CALL(repositories.images, put).Times(3).WillRepeatedly(SaveArg<1>(&kept));
    const Product first = images.set(3, {}, test::png_image(20, 10));
    EXPECT_EQ(first.image_url, "/images/" + kept.name + "-medium.webp");
    EXPECT_EQ(first.version, 2);
    EXPECT_EQ(first.updated_at, clock.time);
    EXPECT_EQ(images.set(3, {}, test::png_image(20, 10)).image_url, first.image_url);
    EXPECT_NE(images.set(3, {}, test::png_image(20, 11)).image_url, first.image_url);
}

TEST_F(TheImagesOfProducts, AreRefusedBeforeAnythingIsStored) {
    EXPECT_CALL(repositories.images, put).Times(0);
    EXPECT_EQ(test::code_of([&] { images.set(3, {}, "no picture"); }), "bad-picture");
    EXPECT_EQ(test::code_of([&] { images.set(4, {}, test::png_image(20, 10)); }), "not-found");
    EXPECT_EQ(test::code_of([&] { images.set(3, ExpectedVersion({7}), test::png_image(20, 10)); }),
              "precondition-failed");
    EXPECT_EQ(database.commits, 0);
}

TEST_F(TheImagesOfProducts, AreTakenAwayWhereverTheyAre) {
    for (const char* url :
         {"/images/0123456789abcdef0123456789abcdef-medium.webp", "https://elsewhere.example/a.jpg"}) {
        Product product = test::product("Lamp", "19.99", 3);
        product.image_url = url;
        EXPECT_CALL(repositories.products, find(_, 3)).WillRepeatedly(Return(product));
        Product after;
        EXPECT_CALL(repositories.products, update).WillOnce(SaveArg<2>(&after));
        images.remove(3, {});
        EXPECT_EQ(after.image_url, std::nullopt);
        EXPECT_EQ(after.version, 2);
    }
}

TEST_F(TheImagesOfProducts, MayBeTakenAwayWhereThereIsNone) {
    EXPECT_CALL(repositories.products, update).Times(0);
    images.remove(3, {});
    EXPECT_EQ(test::code_of([&] { images.remove(4, {}); }), "not-found");
    EXPECT_EQ(test::code_of([&] { images.remove(3, ExpectedVersion({7})); }), "precondition-failed");
}

}  // namespace
}  // namespace till

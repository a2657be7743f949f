#include "shop/images/image_service.h"

#include "support/fake_database.h"
#include "support/images.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"

namespace till {
namespace {

using testing::_;
using testing::Return;

class TheImages : public testing::Test {
 public:
    test::FakeDatabase database;
    test::MockRepositories repositories;
    ImageService images{database, repositories.images};
};

TEST_F(TheImages, AreNamedByWhatTheyAre) {
    const Image first = make_image(test::png_image(20, 10));
    EXPECT_EQ(make_image(test::png_image(20, 10)).name, first.name);
    EXPECT_NE(make_image(test::png_image(20, 11)).name, first.name);
}

TEST_F(TheImages, ComeBackAsTheyWereKept) {
    const Image kept = make_image(test::png_image(20, 10));
    EXPECT_CALL(repositories.images, find(_, "other", ImageSize::small)).WillOnce(Return(std::nullopt));
    EXPECT_CALL(repositories.images, find(_, "name", ImageSize::small)).WillOnce(Return(kept.small));
    EXPECT_EQ(test::look_at_webp(images.find("name", ImageSize::small).value()).width, 20);
    EXPECT_FALSE(images.find("other", ImageSize::small));
}

TEST_F(TheImages, AreRefusedWhereTheyAreNone) {
    EXPECT_EQ(test::code_of([] { make_image("no picture"); }), "bad-picture");
}

}  // namespace
}  // namespace till

#include "shop/images/picture_service.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/pictures.h"
#include "support/refusals.h"

namespace till {
namespace {

using testing::_;
using testing::Return;

class ThePictures : public testing::Test {
 public:
    test::FakeDatabase database;
    test::MockRepositories repositories;
    PictureService pictures{database, repositories.pictures};
};

TEST_F(ThePictures, AreNamedByWhatTheyAre) {
    const Picture first = make_picture(test::png_picture(20, 10));
    EXPECT_EQ(make_picture(test::png_picture(20, 10)).name, first.name);
    EXPECT_NE(make_picture(test::png_picture(20, 11)).name, first.name);
}

TEST_F(ThePictures, ComeBackAsTheyWereKept) {
    const Picture kept = make_picture(test::png_picture(20, 10));
    EXPECT_CALL(repositories.pictures, find(_, "other", PictureSize::small)).WillOnce(Return(std::nullopt));
    EXPECT_CALL(repositories.pictures, find(_, "name", PictureSize::small)).WillOnce(Return(kept.small));
    EXPECT_EQ(test::look_at_webp(pictures.find("name", PictureSize::small).value()).width, 20);
    EXPECT_FALSE(pictures.find("other", PictureSize::small));
}

TEST_F(ThePictures, AreRefusedWhereTheyAreNone) {
    EXPECT_EQ(test::code_of([] { make_picture("no picture"); }), "bad-picture");
}

}  // namespace
}  // namespace till

#include "platform/caching/touches.h"

#include <vector>

#include <gtest/gtest.h>

#include "support/on_threads.h"

namespace till::caching {
namespace {

TEST(Touches, LeaveWhatBeganAfterThemGood) {
    Touches touches;
    touches.touch(std::vector<Tag>{1});
    EXPECT_TRUE(touches.untouched_since(touches.now(), std::vector<Tag>{1}));
}

TEST(Touches, MakeWhatBeganBeforeThemVoid) {
    Touches touches;
    const Moment began = touches.now();
    touches.touch(std::vector<Tag>{1, 2});
    EXPECT_FALSE(touches.untouched_since(began, std::vector<Tag>{2, 7}));
    EXPECT_FALSE(touches.untouched_since(began, std::vector<Tag>{7, 1}));
    EXPECT_TRUE(touches.untouched_since(began, std::vector<Tag>{7, 8}));
}

TEST(Touches, AreNotForgotten) {
    Touches touches;
    const Moment began = touches.now();
    touches.touch(std::vector<Tag>{1});
    for (Tag tag = 2; tag < 1'000; ++tag) touches.touch(std::vector<Tag>{tag});
    EXPECT_FALSE(touches.untouched_since(began, std::vector<Tag>{1}));
}

TEST(Touches, LeaveWhatDependsOnNothing) {
    Touches touches;
    touches.touch(std::vector<Tag>{1});
    EXPECT_TRUE(touches.untouched_since(0, {}));
}

TEST(Touches, OfATagThatSharesItsPlaceErrOnTheSafeSide) {
    Touches touches;
    const Moment began = touches.now();
    touches.touch(std::vector<Tag>{5});
    EXPECT_FALSE(touches.untouched_since(began, std::vector<Tag>{5 + 65'536}));
}

TEST(Touches, OfManyThreadsKeepTheLatest) {
    Touches touches;
    test::on_threads(4, [&](int) {
        for (int n = 0; n < 20'000; ++n) {
            const Moment began = touches.now();
            touches.touch(std::vector<Tag>{1});
            EXPECT_FALSE(touches.untouched_since(began, std::vector<Tag>{1}));
        }
    });
    EXPECT_EQ(touches.now(), 80'000U);
    EXPECT_TRUE(touches.untouched_since(80'000, std::vector<Tag>{1}));
    EXPECT_FALSE(touches.untouched_since(79'999, std::vector<Tag>{1}));
}

TEST(Touches, CanBeOfEverything) {
    Touches touches;
    const Moment began = touches.now();
    touches.touch_all();
    for (const Tag tag : {Tag{0}, Tag{1}, Tag{65'535}, Tag{65'536}, ~Tag{0}}) {
        EXPECT_FALSE(touches.untouched_since(began, std::vector<Tag>{tag})) << tag;
        EXPECT_TRUE(touches.untouched_since(touches.now(), std::vector<Tag>{tag})) << tag;
    }
}

}  // namespace
}  // namespace till::caching

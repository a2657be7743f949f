#include "platform/caching/invalidations.h"

#include <vector>

#include <gtest/gtest.h>

#include "support/on_threads.h"

namespace till::caching {
namespace {

TEST(Invalidations, LeaveWhatBeganAfterThemGood) {
    Invalidations invalidations;
    invalidations.invalidate(std::vector<Tag>{1});
    EXPECT_TRUE(invalidations.valid_since(invalidations.now(), std::vector<Tag>{1}));
}

TEST(Invalidations, MakeWhatBeganBeforeThemVoid) {
    Invalidations invalidations;
    const SequenceNumber began = invalidations.now();
    invalidations.invalidate(std::vector<Tag>{1, 2});
    EXPECT_FALSE(invalidations.valid_since(began, std::vector<Tag>{2, 7}));
    EXPECT_FALSE(invalidations.valid_since(began, std::vector<Tag>{7, 1}));
    EXPECT_TRUE(invalidations.valid_since(began, std::vector<Tag>{7, 8}));
}

TEST(Invalidations, AreNotForgotten) {
    Invalidations invalidations;
    const SequenceNumber began = invalidations.now();
    invalidations.invalidate(std::vector<Tag>{1});
    for (Tag tag = 2; tag < 1'000; ++tag) invalidations.invalidate(std::vector<Tag>{tag});
    EXPECT_FALSE(invalidations.valid_since(began, std::vector<Tag>{1}));
}

TEST(Invalidations, LeaveWhatDependsOnNothing) {
    Invalidations invalidations;
    invalidations.invalidate(std::vector<Tag>{1});
    EXPECT_TRUE(invalidations.valid_since(0, {}));
}

TEST(Invalidations, OfATagThatSharesItsPlaceErrOnTheSafeSide) {
    Invalidations invalidations;
    const SequenceNumber began = invalidations.now();
    invalidations.invalidate(std::vector<Tag>{5});
    EXPECT_FALSE(invalidations.valid_since(began, std::vector<Tag>{5 + 65'536}));
}

TEST(Invalidations, OfManyThreadsKeepTheLatest) {
    Invalidations invalidations;
    test::on_threads(4, [&](int) {
        for (int n = 0; n < 20'000; ++n) {
            const SequenceNumber began = invalidations.now();
            invalidations.invalidate(std::vector<Tag>{1});
            EXPECT_FALSE(invalidations.valid_since(began, std::vector<Tag>{1}));
        }
    });
    EXPECT_EQ(invalidations.now(), 80'000U);
    EXPECT_TRUE(invalidations.valid_since(80'000, std::vector<Tag>{1}));
    EXPECT_FALSE(invalidations.valid_since(79'999, std::vector<Tag>{1}));
}

TEST(Invalidations, CanBeOfEverything) {
    Invalidations invalidations;
    const SequenceNumber began = invalidations.now();
    invalidations.invalidate_all();
    for (const Tag tag : {Tag{0}, Tag{1}, Tag{65'535}, Tag{65'536}, ~Tag{0}}) {
        EXPECT_FALSE(invalidations.valid_since(began, std::vector<Tag>{tag})) << tag;
        EXPECT_TRUE(invalidations.valid_since(invalidations.now(), std::vector<Tag>{tag})) << tag;
    }
}

}  // namespace
}  // namespace till::caching

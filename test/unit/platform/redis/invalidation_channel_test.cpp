#include "platform/redis/invalidation_channel.h"

#include <atomic>

#include <gmock/gmock.h>

#include "support/eventually.h"
#include "support/private_redis.h"

namespace till::redis {
namespace {

using caching::Invalidations;
using caching::SequenceNumber;
using caching::Tag;
using test::eventually;

constexpr Tag marker_tag = 999;

/// The cache of one node, and its channel to the others.
struct ChannelNode {
    Invalidations invalidations;
    std::atomic<int> markers{0};
    InvalidationChannel channel{invalidations};

    explicit ChannelNode(const std::string& url, const std::string& name = "shop") {
        channel.start({.address = parse_address(url),
                       .name = name,
                       .on_undelivered = [this] { ++markers; },
                       .marker_tag = marker_tag});
    }
    bool is_connected() {
        return eventually([this] { return channel.connected(); });
    }
    bool sees(SequenceNumber began, Tag tag) {
        return eventually([&] { return !invalidations.valid_since(began, {{tag}}); });
    }
};

class Channels : public testing::Test {
 protected:
    void SetUp() override {
        ASSERT_TRUE(here_.is_connected() && there_.is_connected());
        settle();
    }
    /// Until what was on its way has come. The first that a node says is that everything may have changed.
    void settle() {
        const SequenceNumber began = there_.invalidations.now();
        here_.channel.announce({{Tag{1}}});
        ASSERT_TRUE(there_.sees(began, 1));
        const SequenceNumber back = here_.invalidations.now();
        there_.channel.announce({{Tag{1}}});
        ASSERT_TRUE(here_.sees(back, 1));
    }

    test::PrivateRedis redis_;
    ChannelNode here_{redis_.url()};
    ChannelNode there_{redis_.url()};
};

TEST_F(Channels, TellOtherNodesWhatWasInvalidatedAndNothingElse) {
    const SequenceNumber there = there_.invalidations.now();
    const SequenceNumber here = here_.invalidations.now();
    here_.channel.announce({{Tag{7}, Tag{0xFEDC'BA98'7654'3210}}});
    EXPECT_TRUE(there_.sees(there, 7));
    EXPECT_TRUE(there_.sees(there, 0xFEDC'BA98'7654'3210));
    EXPECT_TRUE(there_.invalidations.valid_since(there, {{Tag{8}}}));
    EXPECT_TRUE(here_.invalidations.valid_since(here, {{Tag{7}}})) << "its own, the writer has touched";
}

TEST_F(Channels, TellManyThingsAsEverything) {
    const SequenceNumber began = there_.invalidations.now();
    here_.channel.announce(std::vector<Tag>(100'000, Tag{7}));
    EXPECT_TRUE(there_.sees(began, 12'345));
}

TEST_F(Channels, KeepShopsApart) {
    ChannelNode other(redis_.url(), "other shop");
    ASSERT_TRUE(other.is_connected());
    const SequenceNumber began = other.invalidations.now();
    here_.channel.announce({{Tag{7}}});
    settle();
    EXPECT_TRUE(other.invalidations.valid_since(began, {{Tag{7}}}));
}

TEST_F(Channels, InvalidateEverythingWhenRedisIsLostAndWhenItIsBack) {
    const SequenceNumber began = there_.invalidations.now();
    redis_.stop();
    EXPECT_TRUE(there_.sees(began, 42));
    EXPECT_FALSE(there_.channel.connected());
    const SequenceNumber lost = there_.invalidations.now();
    EXPECT_TRUE(there_.sees(lost, 42)) << "nothing kept grows old while others cannot be heard";
    redis_.start();
    EXPECT_TRUE(here_.is_connected() && there_.is_connected());
    settle();
    const SequenceNumber back = there_.invalidations.now();
    here_.channel.announce({{Tag{7}}});
    EXPECT_TRUE(there_.sees(back, 7));
}

TEST_F(Channels, TakeARedisThatSaysNothingForLost) {
    const SequenceNumber began = there_.invalidations.now();
    redis_.freeze();
    EXPECT_TRUE(there_.sees(began, 42));
    here_.channel.announce({{Tag{7}}});
    EXPECT_TRUE(eventually([&] { return here_.markers > 0; }));
    redis_.thaw();
    EXPECT_TRUE(here_.is_connected() && there_.is_connected());
}

TEST_F(Channels, LeaveAMarkForWhatTheyCannotTell) {
    redis_.stop();
    EXPECT_TRUE(eventually([&] { return !here_.channel.connected(); }));
    EXPECT_EQ(here_.markers, 0) << "there was nothing to tell";
    here_.channel.announce({{marker_tag}});
    here_.channel.announce({{Tag{7}}});
    EXPECT_TRUE(eventually([&] { return here_.markers > 0; }));
    EXPECT_EQ(there_.markers, 0);
}

TEST(ChannelWithoutStart, TellsNothing) {
    Invalidations invalidations;
    InvalidationChannel channel(invalidations);
    channel.announce({{Tag{7}}});
    EXPECT_FALSE(channel.connected());
    channel.stop();
}

TEST(ChannelWithoutRedis, MarksThatEverythingMayHaveChangedAndLetsNothingGrowOld) {
    ChannelNode node("redis://127.0.0.1:1");
    EXPECT_TRUE(eventually([&] { return node.markers > 0; }));
    const SequenceNumber began = node.invalidations.now();
    EXPECT_TRUE(node.sees(began, 42));
    EXPECT_FALSE(node.channel.connected());
}

TEST(ChannelWithoutRedis, TriesAMarkAgainThatCouldNotBeLeft) {
    Invalidations invalidations;
    std::atomic<int> attempts{0};
    InvalidationChannel channel(invalidations);
    channel.start({.address = parse_address("redis://127.0.0.1:1"),
                   .name = "shop",
                   .on_undelivered =
                       [&] {
                           if (++attempts < 3) throw std::runtime_error("the database is away");
                       },
                   .marker_tag = marker_tag});
    EXPECT_TRUE(eventually([&] { return attempts >= 3; }));
}

}  // namespace
}  // namespace till::redis

#include "platform/redis/touch_channel.h"

#include <atomic>

#include <gmock/gmock.h>

#include "support/eventually.h"
#include "support/private_redis.h"

namespace till::redis {
namespace {

using caching::Moment;
using caching::Tag;
using caching::Touches;
using test::eventually;

constexpr Tag mark_tag = 999;

/// What one node remembers, and how it tells others.
struct ChannelNode {
    Touches touches;
    std::atomic<int> marks{0};
    TouchChannel channel{touches};

    explicit ChannelNode(const std::string& url, const std::string& name = "shop") {
        channel.start({.address = parse_address(url), .name = name, .mark = [this] { ++marks; }, .mark_tag = mark_tag});
    }
    bool is_connected() {
        return eventually([this] { return channel.connected(); });
    }
    bool sees(Moment began, Tag tag) {
        return eventually([&] { return !touches.untouched_since(began, {{tag}}); });
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
        const Moment began = there_.touches.now();
        here_.channel.tell({{Tag{1}}});
        ASSERT_TRUE(there_.sees(began, 1));
        const Moment back = here_.touches.now();
        there_.channel.tell({{Tag{1}}});
        ASSERT_TRUE(here_.sees(back, 1));
    }

    test::PrivateRedis redis_;
    ChannelNode here_{redis_.url()};
    ChannelNode there_{redis_.url()};
};

TEST_F(Channels, TellOtherNodesWhatWasTouchedAndNothingElse) {
    const Moment there = there_.touches.now();
    const Moment here = here_.touches.now();
    here_.channel.tell({{Tag{7}, Tag{0xFEDC'BA98'7654'3210}}});
    EXPECT_TRUE(there_.sees(there, 7));
    EXPECT_TRUE(there_.sees(there, 0xFEDC'BA98'7654'3210));
    EXPECT_TRUE(there_.touches.untouched_since(there, {{Tag{8}}}));
    EXPECT_TRUE(here_.touches.untouched_since(here, {{Tag{7}}})) << "its own, the writer has touched";
}

TEST_F(Channels, TellManyThingsAsEverything) {
    const Moment began = there_.touches.now();
    here_.channel.tell(std::vector<Tag>(100'000, Tag{7}));
    EXPECT_TRUE(there_.sees(began, 12'345));
}

TEST_F(Channels, KeepShopsApart) {
    ChannelNode other(redis_.url(), "other shop");
    ASSERT_TRUE(other.is_connected());
    const Moment began = other.touches.now();
    here_.channel.tell({{Tag{7}}});
    settle();
    EXPECT_TRUE(other.touches.untouched_since(began, {{Tag{7}}}));
}

TEST_F(Channels, TouchEverythingWhenRedisIsLostAndWhenItIsBack) {
    const Moment began = there_.touches.now();
    redis_.stop();
    EXPECT_TRUE(there_.sees(began, 42));
    EXPECT_FALSE(there_.channel.connected());
    const Moment lost = there_.touches.now();
    EXPECT_TRUE(there_.sees(lost, 42)) << "nothing kept grows old while others cannot be heard";
    redis_.start();
    EXPECT_TRUE(here_.is_connected() && there_.is_connected());
    settle();
    const Moment back = there_.touches.now();
    here_.channel.tell({{Tag{7}}});
    EXPECT_TRUE(there_.sees(back, 7));
}

TEST_F(Channels, TakeARedisThatSaysNothingForLost) {
    const Moment began = there_.touches.now();
    redis_.freeze();
    EXPECT_TRUE(there_.sees(began, 42));
    here_.channel.tell({{Tag{7}}});
    EXPECT_TRUE(eventually([&] { return here_.marks > 0; }));
    redis_.thaw();
    EXPECT_TRUE(here_.is_connected() && there_.is_connected());
}

TEST_F(Channels, LeaveAMarkForWhatTheyCannotTell) {
    redis_.stop();
    EXPECT_TRUE(eventually([&] { return !here_.channel.connected(); }));
    EXPECT_EQ(here_.marks, 0) << "there was nothing to tell";
    here_.channel.tell({{mark_tag}});
    here_.channel.tell({{Tag{7}}});
    EXPECT_TRUE(eventually([&] { return here_.marks > 0; }));
    EXPECT_EQ(there_.marks, 0);
}

TEST(ChannelWithoutStart, TellsNothing) {
    Touches touches;
    TouchChannel channel(touches);
    channel.tell({{Tag{7}}});
    EXPECT_FALSE(channel.connected());
    channel.stop();
}

TEST(ChannelWithoutRedis, MarksThatEverythingMayHaveChangedAndLetsNothingGrowOld) {
    ChannelNode node("redis://127.0.0.1:1");
    EXPECT_TRUE(eventually([&] { return node.marks > 0; }));
    const Moment began = node.touches.now();
    EXPECT_TRUE(node.sees(began, 42));
    EXPECT_FALSE(node.channel.connected());
}

TEST(ChannelWithoutRedis, TriesAMarkAgainThatCouldNotBeLeft) {
    Touches touches;
    std::atomic<int> attempts{0};
    TouchChannel channel(touches);
    channel.start({.address = parse_address("redis://127.0.0.1:1"),
                   .name = "shop",
                   .mark =
                       [&] {
                           if (++attempts < 3) throw std::runtime_error("the database is away");
                       },
                   .mark_tag = mark_tag});
    EXPECT_TRUE(eventually([&] { return attempts >= 3; }));
}

}  // namespace
}  // namespace till::redis

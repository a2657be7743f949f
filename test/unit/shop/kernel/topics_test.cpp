#include "shop/kernel/topics.h"

#include <set>

#include <gtest/gtest.h>

#include "shop/kernel/ids.h"

namespace till {
namespace {

using database::Tag;

TEST(Topics, HaveATagForEachIdThatNoOtherHas) {
    std::set<Tag> tags;
    std::size_t count = 0;
    for (int topic = 0; topic <= static_cast<int>(Topic::settings); ++topic) {
        for (const std::int64_t id : {std::int64_t{0}, std::int64_t{1}, std::int64_t{2}, id_max - 1, id_max}) {
            tags.insert(tag(static_cast<Topic>(topic), id));
            ++count;
        }
    }
    EXPECT_EQ(tags.size(), count);
}

TEST(Topics, SpreadNeighboursOverTheLowBits) {
    std::set<Tag> low_bits;
    for (std::int64_t id = 1; id <= 1000; ++id) low_bits.insert(tag(Topic::product, id) & 0xFFFFU);
    EXPECT_GT(low_bits.size(), 980U) << "1000 of 65,536 places: chance lets some 8 meet";
}

TEST(Topics, TellTextsApart) {
    EXPECT_EQ(tag(Topic::session, "one"), tag(Topic::session, std::string("one")));
    EXPECT_NE(tag(Topic::session, "one"), tag(Topic::session, "two"));
    EXPECT_NE(tag(Topic::session, "one"), tag(Topic::order, "one"));
    EXPECT_NE(tag(Topic::session, ""), tag(Topic::session));
}

}  // namespace
}  // namespace till

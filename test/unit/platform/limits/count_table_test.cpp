#include "platform/limits/count_table.h"

#include <map>
#include <random>

#include <gtest/gtest.h>

namespace till::limits {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp table_now{1'000'000ms};

std::uint32_t hits(const CountTable& table, std::uint64_t hash, Timestamp when = table_now) {
    return table.find(hash, when).value_or(Count{}).hits;
}

TEST(CountTable, HoldsACountUntilItEnds) {
    CountTable table(4);
    table.set(1, {7, table_now + 10s});
    EXPECT_EQ(hits(table, 1), 7U);
    EXPECT_EQ(hits(table, 2), 0U);
    EXPECT_EQ(hits(table, 1, table_now + 10s - 1ms), 7U);
    EXPECT_FALSE(table.find(1, table_now + 10s).has_value());
}

TEST(CountTable, ForgetsTheOneNearestToItsEndWhenItIsFull) {
    CountTable table(3);
    table.set(1, {1, table_now + 30s});
    table.set(2, {2, table_now + 10s});
    table.set(3, {3, table_now + 20s});
    table.set(4, {4, table_now + 5s});
    EXPECT_EQ(table.size(), 3U);
    EXPECT_EQ(hits(table, 2), 0U);
    EXPECT_EQ(hits(table, 1), 1U);
    EXPECT_EQ(hits(table, 3), 3U);
    EXPECT_EQ(hits(table, 4), 4U);
}

TEST(CountTable, CanMoveAnEndBothWays) {
    CountTable table(2);
    table.set(1, {1, table_now + 10s});
    table.set(2, {1, table_now + 20s});
    table.set(1, {1, table_now + 30s});
    table.set(3, {1, table_now + 40s});
    EXPECT_EQ(hits(table, 2), 0U);
    table.set(3, {1, table_now + 1s});
    table.set(4, {1, table_now + 50s});
    EXPECT_EQ(hits(table, 3), 0U);
    EXPECT_EQ(hits(table, 1), 1U);
}

TEST(CountTable, UsesThePlaceOfWhatWasErased) {
    CountTable table(2);
    table.set(1, {1, table_now + 10s});
    table.set(2, {2, table_now + 20s});
    table.erase(2);
    table.erase(9);
    EXPECT_EQ(table.size(), 1U);
    table.set(3, {3, table_now + 20s});
    EXPECT_EQ(hits(table, 1), 1U);
    EXPECT_EQ(hits(table, 2), 0U);
    EXPECT_EQ(hits(table, 3), 3U);
}

/// The same in the plainest way, to compare with. Ends differ from each other, so it is certain which one is evicted.
class PlainTable {
 public:
    explicit PlainTable(std::size_t capacity) : capacity_(capacity) {}

    void set(std::uint64_t hash, const Count& count) {
        if (!counts.contains(hash) && counts.size() == capacity_) {
            counts.erase(std::min_element(counts.begin(), counts.end(), [](const auto& left, const auto& right) {
                return left.second.ends < right.second.ends;
            }));
        }
        counts[hash] = count;
    }

    std::map<std::uint64_t, Count> counts;

 private:
    std::size_t capacity_;
};

TEST(CountTable, DoesWhatAPlainOneDoes) {
    std::mt19937_64 random(7);  // NOLINT: the same each time, so that a failure can be looked at
    CountTable table(50);
    PlainTable plain(50);
    for (std::uint32_t step = 1; step <= 20'000; ++step) {
        const std::uint64_t hash = random() % 120;
        if (random() % 4 == 0) {
            table.erase(hash);
            plain.counts.erase(hash);
        } else {
            const Count count{step, table_now + 1s + std::chrono::milliseconds((random() % 1000) * 100'000 + step)};
            table.set(hash, count);
            plain.set(hash, count);
        }
        ASSERT_EQ(table.size(), plain.counts.size());
        if (step % 8 != 0) continue;
        for (std::uint64_t other = 0; other < 120; ++other) {
            const auto found = plain.counts.find(other);
            ASSERT_EQ(hits(table, other), found == plain.counts.end() ? 0 : found->second.hits) << step;
        }
    }
}

}  // namespace
}  // namespace till::limits

#include <array>
#include <atomic>
#include <future>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "platform/caching/cache.h"

namespace till::caching {
namespace {

constexpr std::size_t rows = 8;

/// Rows of numbers that only grow, and a cache before them. `returned` is what writes that have returned have left: no
/// read that begins then may give less.
class CachedRows {
 public:
    explicit CachedRows(std::size_t bytes_max)
        : cache_(invalidations_, {.bytes_max = bytes_max, .lifetime_ms = std::chrono::hours(1)}) {}

    /// One thread a row.
    void write(std::size_t row) {
        const std::int64_t next = stored_[row] + 1;
        stored_[row] = next;  // the commit
        std::this_thread::yield();
        invalidations_.invalidate(std::vector<Tag>{row});
        returned_[row] = next;
    }

    /// The sum of two rows, as a GET would have it. How far it lies below what had been returned before; 0: it is
    /// not stale.
    std::int64_t staleness_of_read(std::size_t first, std::size_t second) {
        const std::int64_t expected = returned_[first] + returned_[second];
        return std::max<std::int64_t>(0, expected - read(first, second));
    }

    /// The same in the way in which a session is looked up: find, else read and put.
    std::int64_t staleness_of_find(std::size_t row) {
        const std::int64_t expected = returned_[row];
        const std::string key = "row " + std::to_string(row);
        if (const auto known = cache_.find(key)) return std::max<std::int64_t>(0, expected - *known);
        const SequenceNumber began = cache_.now();
        const std::int64_t value = stored_[row];
        std::this_thread::yield();
        cache_.put(key, content(value, {row}), began);
        return std::max<std::int64_t>(0, expected - value);
    }

    CacheMetrics metrics() const { return cache_.metrics(); }

 private:
    using Numbers = Cache<std::int64_t>;

    static Numbers::Content content(std::int64_t value, std::vector<Tag> tags) {
        return {.value = std::make_shared<const std::int64_t>(value), .tags = std::move(tags), .bytes = 8};
    }

    std::int64_t read(std::size_t first, std::size_t second) {
        std::promise<Numbers::Pointer> told;
        auto asked = cache_.ask(std::to_string(first) + "+" + std::to_string(second),
                                [&told](Numbers::Pointer response) { told.set_value(std::move(response)); });
        if (asked.hit) return *asked.hit;
        if (asked.fill) {
            const std::int64_t sum = compute(first, second);
            asked.fill->complete(content(sum, {first, second}));
            return sum;
        }
        const Numbers::Pointer response = told.get_future().get();
        return response ? *response : compute(first, second);
    }

    std::int64_t compute(std::size_t first, std::size_t second) const {
        const std::int64_t sum = stored_[first];
        std::this_thread::yield();  // for a write to come in between
        return sum + stored_[second];
    }

    Invalidations invalidations_;
    Numbers cache_;
    std::array<std::atomic<std::int64_t>, rows> stored_{};
    std::array<std::atomic<std::int64_t>, rows> returned_{};
};

class CacheThreads : public testing::TestWithParam<std::size_t> {};

TEST_P(CacheThreads, NeverReadWhatIsOlderThanAWriteThatReturned) {
    CachedRows cached(GetParam());
    std::atomic<std::int64_t> stale = 0;
    std::atomic<int> readers = 4;
    std::vector<std::thread> threads;
    for (unsigned seed = 0; seed < 4; ++seed) {
        threads.emplace_back([&, seed] {
            std::minstd_rand random(seed + 1);
            for (int i = 0; i < 6'000; ++i) {
                if (cached.staleness_of_read(random() % rows, random() % rows) > 0) ++stale;
                if (cached.staleness_of_find(random() % rows) > 0) ++stale;
            }
            --readers;
        });
    }
    for (std::size_t writer = 0; writer < 2; ++writer) {
        threads.emplace_back([&, writer] {
            for (std::size_t i = 0; readers > 0; ++i) {
                cached.write((2 * i + writer) % rows);
                for (int pause = 0; pause < 20; ++pause) std::this_thread::yield();
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(stale, 0);
    EXPECT_GT(cached.metrics().hits, 1'000U) << "or nothing was tried";
    EXPECT_LE(cached.metrics().bytes, GetParam());
}

INSTANTIATE_TEST_SUITE_P(WithRoomForAllAndForFew, CacheThreads, testing::Values(1'000'000, 6'000));

}  // namespace
}  // namespace till::caching

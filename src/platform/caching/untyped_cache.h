#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/caching/invalidations.h"
#include "platform/caching/reservation.h"
#include "platform/hashing/sip_hash.h"
#include "platform/time/coarse_clock.h"

namespace till::caching {

struct CacheOptions {
    std::size_t bytes_max = 0;                 ///< of all entries: keys, values, tags and their bookkeeping
    std::chrono::milliseconds lifetime_ms{0};  ///< how long a response is good at most; 0: the cache is off
    std::function<std::chrono::steady_clock::time_point()> now = coarse_now;
};

/// Counts of a cache since the start, and its contents.
struct CacheMetrics {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;  ///< requests for a value that no thread was computing
    std::uint64_t waits = 0;   ///< requests for a value that another thread was computing
    std::uint64_t evictions = 0;
    std::size_t entries = 0;
    std::size_t bytes = 0;  ///< never more than CacheOptions::bytes_max
};

/// Cache without its value's type; see there for what all this means.
class UntypedCache {
 public:
    using Value = std::shared_ptr<const void>;
    using Waiter = std::function<void(Value)>;

    struct Content {
        Value value;
        std::vector<Tag> tags;
        std::size_t bytes = 0;
        bool constant = false;
        std::optional<std::chrono::steady_clock::time_point> made;
    };

    enum class Found : std::uint8_t { hit, nothing, waiting };
    struct Asked {
        Found found = Found::nothing;
        Value hit;
        SequenceNumber began = 0;  ///< where nothing was found: for complete()
    };

    UntypedCache(const Invalidations& invalidations, CacheOptions options);
    ~UntypedCache();

    Value find(std::string_view key);
    /// The same, but not counted where there is nothing: for a caller that calls ask() next.
    Value hit(std::string_view key);
    /// The same, not counted in either case.
    Value peek(std::string_view key);
    Asked ask(std::string_view key, Waiter waiter);
    void put(std::string_view key, const Content& content, SequenceNumber began);
    /// Each ends one ask() that found nothing.
    void complete(std::string_view key, const Content& content, SequenceNumber began);
    void abandon(std::string_view key) noexcept;

    bool on() const { return options_.lifetime_ms.count() > 0; }
    SequenceNumber now() const { return invalidations_.now(); }
    CacheMetrics metrics() const;

 private:
    struct Name;
    struct Entry;
    struct Shard;

    bool good(const Content& content, SequenceNumber began) const;
    Name name_of(std::string_view key) const;
    Shard& shard_of(const Name& name) const;
    Value look(Shard& shard, const Name& name);
    template <class Count>
    Value look_up(std::string_view key, const Count& count);
    std::vector<Waiter> end_fill(std::string_view key);
    std::optional<Reservation> make_room(std::size_t bytes);
    bool evict_one();

    const Invalidations& invalidations_;
    const CacheOptions options_;
    const HashKey hash_key_ = random_hash_key();
    std::atomic<std::size_t> bytes_{0};
    std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace till::caching

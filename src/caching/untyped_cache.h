#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caching/reservation.h"
#include "caching/touches.h"

namespace till::caching {

struct CacheOptions {
    std::size_t bytes_max = 0;                 ///< of all that is kept: keys, values, tags and their bookkeeping
    std::chrono::milliseconds lifetime_ms{0};  ///< how long an answer is good at most; 0: the cache is off
    std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
};

/// What a cache has done since the start, and what it holds.
struct CacheFigures {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;  ///< asked for what was not there, and nobody was making it
    std::uint64_t waits = 0;   ///< asked for what someone else was making
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
    };

    enum class Found : std::uint8_t { hit, nothing, waiting };
    struct Asked {
        Found found = Found::nothing;
        Value hit;
        Moment began = 0;  ///< where nothing was found: for complete()
    };

    UntypedCache(const Touches& touches, CacheOptions options);

    Value find(std::string_view key);
    Asked ask(std::string_view key, Waiter waiter);
    void put(std::string_view key, const Content& content, Moment began);
    /// Each goes with one ask() that found nothing.
    void complete(std::string_view key, const Content& content, Moment began);
    void abandon(std::string_view key) noexcept;

    Moment now() const { return touches_.now(); }
    CacheFigures figures() const;

 private:
    using Time = std::chrono::steady_clock::time_point;
    struct Entry {
        std::string key;
        Value value;
        std::vector<Tag> tags;
        Moment began = 0;
        Time expires;
        Time used;
        Reservation room;
    };
    using Entries = std::list<Entry>;

    // Keys come from clients, so they are kept in trees: nobody can choose keys that make these slow. By their hashes
    // first, which spares most comparisons of texts.
    struct Name {
        explicit Name(std::string_view key) : hash(std::hash<std::string_view>()(key)), text(key) {}
        auto operator<=>(const Name&) const = default;

        std::size_t hash;
        std::string_view text;
    };
    using Index = std::map<Name, Entries::iterator>;

    struct alignas(64) Shard {
        mutable std::mutex mutex;
        Entries entries;  // the one that was used last comes first
        Index by_name;
        std::map<std::string, std::vector<Waiter>, std::less<>> fills;
        CacheFigures figures;

        void drop(Index::iterator entry);
    };

    bool on() const { return options_.lifetime_ms.count() > 0; }
    bool good(const Content& content, Moment began) const;
    Shard& shard_of(const Name& name) { return shards_[name.hash % shards_.size()]; }
    Value look(Shard& shard, const Name& name);
    std::vector<Waiter> end_fill(std::string_view key);
    std::optional<Reservation> make_room(std::size_t bytes);
    bool evict_one();

    const Touches& touches_;
    const CacheOptions options_;
    std::atomic<std::size_t> bytes_{0};
    std::array<Shard, 16> shards_;
};

}  // namespace till::caching

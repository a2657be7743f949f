#pragma once
#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/caching/untyped_cache.h"

namespace till::caching {

/// Values by text, each cached for as long as nothing that it depends on is invalidated, it is not too old, and there
/// is room: values that have not been used lately are evicted first. All calls are safe from any thread, and none waits
/// for another's work. `invalidations` outlives the cache, and the cache its fills.
///
///     auto asked = cache.ask(key, [answer](auto value) { value ? answer(*value) : compute_without_asking_again(); });
///     if (asked.hit) return answer(*asked.hit);
///     if (!asked.fill) return;  // the waiter is called later
///     …  // read and compute
///     asked.fill->complete({.value = value, .tags = tags, .bytes = size});
template <class Value>
class Cache {
 public:
    using Pointer = std::shared_ptr<const Value>;

    struct Content {
        Pointer value;
        std::vector<Tag> tags;                                      ///< what it depends on
        std::size_t bytes = 0;                                      ///< of the value, of memory
        bool constant = false;                                      ///< it may be cached although it depends on nothing
        std::optional<std::chrono::steady_clock::time_point> made;  ///< where that was before now
    };

    /// The duty to compute what others may be waiting for. Gone without complete(), it leaves them to do so themselves.
    class Fill {
     public:
        Fill(Fill&& other) noexcept
            : cache_(std::exchange(other.cache_, nullptr)), key_(std::move(other.key_)), began_(other.began_) {}
        Fill& operator=(Fill&&) = delete;
        ~Fill() {
            if (cache_ != nullptr) cache_->abandon(key_);
        }

        /// Keeps the value, if it is still good, depends on something and is at most an eighth of all room, and calls
        /// the waiters: with the value if it is good, however large. At most once.
        void complete(Content content) {
            cache_->complete(key_, untyped(std::move(content)), began_);
            cache_ = nullptr;
        }

        /// When this fill began: nothing may have been read before.
        SequenceNumber began() const { return began_; }

     private:
        friend class Cache;
        Fill(UntypedCache& cache, std::string_view key, SequenceNumber began)
            : cache_(&cache), key_(key), began_(began) {}

        UntypedCache* cache_;
        std::string key_;
        SequenceNumber began_;
    };

    /// Either a hit, or a fill, or neither: another thread computes the value, and the waiter will be called.
    struct Asked {
        Pointer hit;
        std::optional<Fill> fill;
    };

    Cache(const Invalidations& invalidations, CacheOptions options) : cache_(invalidations, std::move(options)) {}

    /// The valid value; nullptr where there is none. Without single flight.
    Pointer find(std::string_view key) { return typed(cache_.find(key)); }

    /// The same, not counted in the metrics: for a caller that has called ask() already.
    Pointer peek(std::string_view key) { return typed(cache_.peek(key)); }

    /// Whether the cache is on.
    bool on() const { return cache_.on(); }

    /// For single flight: `waiter` is stored only where another thread computes the value. It is called once, on that
    /// thread, and must not throw. With nullptr, the computation failed or its value is out of date already: compute
    /// without calling ask() again, as the other waiters do, or they would run one by one. Where the cache is off,
    /// every caller gets a fill.
    template <std::invocable<Pointer> Waiting>
    Asked ask(std::string_view key, Waiting waiter) {
        if (auto hit = cache_.hit(key)) return {.hit = typed(std::move(hit))};  // most often, and without a Waiter made
        auto asked = cache_.ask(
            key, [waiter = std::move(waiter)](UntypedCache::Value value) { waiter(typed(std::move(value))); });
        if (asked.found == UntypedCache::Found::waiting) return {};
        if (asked.found == UntypedCache::Found::nothing) return {.fill = Fill(cache_, key, asked.began)};
        return {.hit = typed(std::move(asked.hit))};
    }

    /// Keeps the value as Fill::complete() does, over what is there. `began`: now() before the first read for it.
    void put(std::string_view key, Content content, SequenceNumber began) {
        cache_.put(key, untyped(std::move(content)), began);
    }
    SequenceNumber now() const { return cache_.now(); }

    CacheMetrics metrics() const { return cache_.metrics(); }

 private:
    static Pointer typed(UntypedCache::Value value) { return std::static_pointer_cast<const Value>(std::move(value)); }
    static UntypedCache::Content untyped(Content content) {
        return {.value = std::move(content.value),
                .tags = std::move(content.tags),
                .bytes = content.bytes,
                .constant = content.constant,
                .made = content.made};
    }

    UntypedCache cache_;
};

}  // namespace till::caching

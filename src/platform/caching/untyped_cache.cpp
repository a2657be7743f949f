#include "platform/caching/untyped_cache.h"

#include <iterator>
#include <list>
#include <map>
#include <mutex>
#include <utility>

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

namespace till::caching {

using Time = std::chrono::steady_clock::time_point;

namespace {

constexpr std::size_t shard_count = 16;

/// What an entry costs beside its own fields: two nodes, the allocations of key, tags and value, their rounding up.
constexpr std::size_t overhead_bytes = 160;

/// A larger part of the bound would push out too much for one response.
constexpr std::size_t largest_part = 8;

}  // namespace

/// Keys come from clients, so their hashes must not be predictable.
struct UntypedCache::Name {
    bool operator==(const Name&) const = default;

    std::uint64_t hash;
    std::string_view text;
};

/// The fields of a look-up lie together: most entries are not in the processor's cache, so every further cache line
/// costs more than the rest of the look-up.
struct UntypedCache::Entry {
    static constexpr std::size_t usual_key_bytes = 48;

    std::string_view name() const { return {key.data(), key.size()}; }

    Value value;
    Time expires;
    SequenceNumber began = 0;
    bool used = false;  ///< since it came to the front of the list
    boost::container::small_vector<char, usual_key_bytes> key;
    boost::container::small_vector<Tag, 3> tags;
    Time listed;  ///< when it came to the front of the list
    Reservation room;
};

struct alignas(64) UntypedCache::Shard {
    struct HashOfName {
        using is_avalanching = void;
        std::size_t operator()(const Name& name) const { return name.hash; }
    };
    using Entries = std::list<Entry>;
    using Index = boost::unordered_flat_map<Name, Entries::iterator, HashOfName>;

    void drop(Index::iterator entry) {
        const Entries::iterator dropped = entry->second;
        by_name.erase(entry);  // first: its key is the entry's text
        entries.erase(dropped);
    }

    mutable std::mutex mutex;
    Entries entries;  ///< from the back, what was not used since it came to the front is thrown out
    Index by_name;
    std::map<std::string, std::vector<Waiter>, std::less<>> fills;
    CacheMetrics metrics;
};

UntypedCache::UntypedCache(const Invalidations& invalidations, CacheOptions options)
    : invalidations_(invalidations), options_(std::move(options)) {
    for (std::size_t i = 0; i < shard_count; ++i) shards_.push_back(std::make_unique<Shard>());
}

UntypedCache::~UntypedCache() = default;

UntypedCache::Name UntypedCache::name_of(std::string_view key) const { return {sip_hash(hash_key_, key), key}; }

UntypedCache::Shard& UntypedCache::shard_of(const Name& name) const {
    return *shards_[(name.hash >> 32U) % shard_count];
}

/// The valid value, counted by `count` in the metrics of its shard.
template <class Count>
UntypedCache::Value UntypedCache::look_up(std::string_view key, const Count& count) {
    if (!on()) return nullptr;
    const Name name = name_of(key);
    Shard& shard = shard_of(name);
    const std::lock_guard lock(shard.mutex);
    Value value = look(shard, name);
    count(shard.metrics, value != nullptr);
    return value;
}

UntypedCache::Value UntypedCache::find(std::string_view key) {
    return look_up(key, [](CacheMetrics& metrics, bool is_there) { ++(is_there ? metrics.hits : metrics.misses); });
}

UntypedCache::Value UntypedCache::hit(std::string_view key) {
    return look_up(key, [](CacheMetrics& metrics, bool is_there) { metrics.hits += is_there ? 1 : 0; });
}

UntypedCache::Value UntypedCache::peek(std::string_view key) {
    return look_up(key, [](CacheMetrics& /*metrics*/, bool /*is_there*/) {});
}

UntypedCache::Asked UntypedCache::ask(std::string_view key, Waiter waiter) {
    const SequenceNumber began = invalidations_.now();
    if (!on()) return {.began = began};
    const Name name = name_of(key);
    Shard& shard = shard_of(name);
    const std::lock_guard lock(shard.mutex);
    if (Value value = look(shard, name)) {
        ++shard.metrics.hits;
        return {.found = Found::hit, .hit = std::move(value)};
    }
    if (const auto fill = shard.fills.find(key); fill != shard.fills.end()) {
        ++shard.metrics.waits;
        fill->second.push_back(std::move(waiter));
        return {.found = Found::waiting};
    }
    ++shard.metrics.misses;
    shard.fills.emplace(key, std::vector<Waiter>());
    return {.began = began};
}

void UntypedCache::put(std::string_view key, const Content& content, SequenceNumber began) {
    if (!on() || !good(content, began)) return;
    const std::size_t bytes =
        sizeof(Entry) + overhead_bytes + key.size() + content.tags.size() * sizeof(Tag) + content.bytes;
    if (bytes > options_.bytes_max / largest_part) return;
    auto room = make_room(bytes);
    if (!room) return;
    const Time now = options_.now();
    Shard::Entries made;
    made.push_front({.value = content.value,
                     .expires = content.made.value_or(now) + options_.lifetime_ms,
                     .began = began,
                     .key = {key.begin(), key.end()},
                     .tags = {content.tags.begin(), content.tags.end()},
                     .listed = now,
                     .room = std::move(*room)});
    const Name name = name_of(made.front().name());
    Shard& shard = shard_of(name);
    const std::lock_guard lock(shard.mutex);
    if (const auto present = shard.by_name.find(name); present != shard.by_name.end()) shard.drop(present);
    shard.by_name.emplace(name, made.begin());
    shard.entries.splice(shard.entries.begin(), made);
}

void UntypedCache::complete(std::string_view key, const Content& content, SequenceNumber began) {
    put(key, content, began);
    const std::vector<Waiter> waiters = end_fill(key);
    if (waiters.empty()) return;
    // Checked when no waiter can join any more: a caller that came after a write had returned must not get an older
    // value.
    const Value value = good(content, began) ? content.value : nullptr;
    for (const Waiter& waiter : waiters) waiter(value);
}

void UntypedCache::abandon(std::string_view key) noexcept {
    for (const Waiter& waiter : end_fill(key)) waiter(nullptr);
}

CacheMetrics UntypedCache::metrics() const {
    CacheMetrics sum;
    for (const auto& its : shards_) {
        const Shard& shard = *its;
        const std::lock_guard lock(shard.mutex);
        sum.hits += shard.metrics.hits;
        sum.misses += shard.metrics.misses;
        sum.waits += shard.metrics.waits;
        sum.evictions += shard.metrics.evictions;
        sum.entries += shard.entries.size();
    }
    sum.bytes = bytes_;
    return sum;
}

/// What depends on nothing would never be thrown away, so that has to be meant.
bool UntypedCache::good(const Content& content, SequenceNumber began) const {
    return content.value && (content.constant || !content.tags.empty()) &&
           invalidations_.valid_since(began, content.tags);
}

/// The shard is locked.
UntypedCache::Value UntypedCache::look(Shard& shard, const Name& name) {
    const auto found = shard.by_name.find(name);
    if (found == shard.by_name.end()) return nullptr;
    const Shard::Entries::iterator entry = found->second;
    __builtin_prefetch(entry->value.get());  // comes from afar while the tags are looked at
    const Time now = options_.now();
    if (now >= entry->expires || !invalidations_.valid_since(entry->began, entry->tags)) {
        shard.drop(found);
        return nullptr;
    }
    entry->used = true;
    return entry->value;
}

std::vector<UntypedCache::Waiter> UntypedCache::end_fill(std::string_view key) {
    if (!on()) return {};
    Shard& shard = shard_of(name_of(key));
    const std::lock_guard lock(shard.mutex);
    const auto fill = shard.fills.find(key);
    std::vector<Waiter> waiters = std::move(fill->second);
    shard.fills.erase(fill);
    return waiters;
}

/// None where all there is belongs to others who are making room just now.
std::optional<Reservation> UntypedCache::make_room(std::size_t bytes) {
    while (true) {
        if (auto room = Reservation::take(bytes_, bytes, options_.bytes_max)) return room;
        if (!evict_one()) return std::nullopt;
    }
}

/// The one that has been at the back for longest of all shards, unless it was used: that has a second chance, at the
/// front (the CLOCK algorithm; exact order would cost every hit two changes of a list). False where there is none.
bool UntypedCache::evict_one() {
    Shard* oldest = nullptr;
    Time listed;
    for (const auto& its : shards_) {
        Shard& shard = *its;
        const std::lock_guard lock(shard.mutex);
        if (shard.entries.empty() || (oldest != nullptr && shard.entries.back().listed >= listed)) continue;
        oldest = &shard;
        listed = shard.entries.back().listed;
    }
    if (oldest == nullptr) return false;
    const std::lock_guard lock(oldest->mutex);
    if (oldest->entries.empty()) return true;  // another thread evicted it: there is room now
    Entry& last = oldest->entries.back();
    if (last.used) {
        last.used = false;
        last.listed = options_.now();
        oldest->entries.splice(oldest->entries.begin(), oldest->entries, std::prev(oldest->entries.end()));
        return true;
    }
    oldest->drop(oldest->by_name.find(name_of(last.name())));
    ++oldest->metrics.evictions;
    return true;
}

}  // namespace till::caching

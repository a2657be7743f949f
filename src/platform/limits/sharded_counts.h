#pragma once
#include <cstddef>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "platform/hashing/sip_hash.h"
#include "platform/limits/count_table.h"

namespace till::limits {

/// Tables of counts with a lock each, so that threads seldom wait for one another. Safe from any thread. Its memory has
/// a bound, which is taken from the system as the counts come.
class ShardedCounts {
 public:
    /// At most that many bytes, and room for at least one count in each shard.
    explicit ShardedCounts(std::size_t bytes);

    std::uint64_t hash_of(std::string_view text) const { return sip_hash(key_, text); }

    /// What `action` makes of the table for that hash, alone with it: `action(CountTable&)`. Must not nest.
    template <class Action>
    auto with_table(std::uint64_t hash, Action action) {
        Shard& shard = *shards_[hash >> 60U];
        const std::scoped_lock lock(shard.mutex);
        return action(shard.table);
    }

    std::size_t size() const;      ///< counts that are held
    std::size_t capacity() const;  ///< how many there can be
    std::size_t bytes() const { return capacity() * CountTable::entry_bytes; }

 private:
    static constexpr std::size_t shard_count = 16;  ///< by four bits of the hash

    struct Shard {
        explicit Shard(std::size_t capacity) : table(capacity) {}
        mutable std::mutex mutex;
        CountTable table;
    };

    HashKey key_ = random_hash_key();
    std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace till::limits

#include "platform/limits/sharded_counts.h"

#include <algorithm>

namespace till::limits {

ShardedCounts::ShardedCounts(std::size_t bytes) {
    const std::size_t capacity = std::max<std::size_t>(1, bytes / shard_count / CountTable::entry_bytes);
    for (std::size_t i = 0; i < shard_count; ++i) shards_.push_back(std::make_unique<Shard>(capacity));
}

std::size_t ShardedCounts::size() const {
    std::size_t size = 0;
    for (const auto& shard : shards_) {
        const std::scoped_lock lock(shard->mutex);
        size += shard->table.size();
    }
    return size;
}

std::size_t ShardedCounts::capacity() const { return shard_count * shards_.front()->table.capacity(); }

}  // namespace till::limits

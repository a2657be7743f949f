#include "shop/images/existence_cache.h"

#include "platform/database/read_trace.h"
#include "platform/errors/refusal.h"

namespace till {
namespace {

constexpr std::size_t known_bytes = std::size_t{2} * 1024 * 1024;
constexpr std::size_t misses_bytes = std::size_t{256} * 1024;
constexpr limits::Limit limit{.amount = ExistenceCache::misses_a_minute, .window = std::chrono::minutes(1)};

}  // namespace

ExistenceCache::ExistenceCache(const caching::Invalidations& invalidations, std::chrono::milliseconds lifetime,
                               const Clock& clock)
    : known_(invalidations, {.bytes_max = known_bytes, .lifetime_ms = lifetime}),
      misses_(misses_bytes),
      clock_(clock) {}

bool ExistenceCache::has(std::string_view key, std::string_view client, const std::function<bool()>& look) {
    const auto known = known_.find(key);
    if (known && *known) return true;
    const auto used_up = misses_.refusal(client, {&limit, 1}, clock_.now());
    if (used_up) {
        throw Refusal(problems::too_many_requests, "Too many requests for resources that do not exist.")
            .retry_after(static_cast<int>(used_up->retry_after.count()));
    }
    if (known) return false;
    const bool found = load(key, look);
    if (!found) misses_.hit(client, {&limit, 1}, clock_.now());
    return found;
}

bool ExistenceCache::load(std::string_view key, const std::function<bool()>& look) {
    const caching::SequenceNumber began = known_.now();
    const database::ReadTrace trace;
    const bool found = look();
    known_.put(key, {.value = std::make_shared<const bool>(found), .tags = trace.tags(), .bytes = sizeof(bool)}, began);
    return found;
}

}  // namespace till

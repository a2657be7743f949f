#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "platform/caching/cache.h"
#include "platform/limits/fixed_windows.h"
#include "platform/time/clock.h"

namespace till {

/// Whether there is something under a key that any client may request without a token and without being counted. Both
/// results are cached in bounded memory until a write invalidates them; and a client that keeps requesting missing keys
/// is refused, so that made-up keys cost the database a bounded number of reads. Safe from any thread.
class ExistenceCache {
 public:
    /// Reads of missing keys that one client may cause in a minute.
    static constexpr std::uint32_t misses_a_minute = 600;

    /// `lifetime`: how late a change by another process is seen at most.
    ExistenceCache(const caching::Invalidations& invalidations, std::chrono::milliseconds lifetime, const Clock& clock);

    /// `look` reads the database; it is called on a miss. Throws a 429 where the client has requested too many missing
    /// keys, unless the key is known to exist.
    bool has(std::string_view key, std::string_view client, const std::function<bool()>& look);

 private:
    bool load(std::string_view key, const std::function<bool()>& look);

    caching::Cache<bool> known_;
    limits::FixedWindows misses_;
    const Clock& clock_;
};

}  // namespace till

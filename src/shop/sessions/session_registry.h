#pragma once
#include <chrono>
#include <memory>

#include "api/identity.h"
#include "platform/caching/cache.h"
#include "platform/database/database.h"
#include "shop/sessions/session_repository.h"

namespace till {

/// The states of sessions, cached in bounded memory until one of their tags is invalidated by a write of this process,
/// and for a while at most, as other processes may write too. Safe from any thread.
class SessionRegistry : public SessionLookup {
 public:
    /// `recheck_ms`: how late a change by another process is seen at most; 0: the cache is off.
    SessionRegistry(database::Database& database, SessionRepository& sessions,
                    const caching::Invalidations& invalidations, std::chrono::milliseconds recheck_ms);

    std::shared_ptr<const SessionState> known(SessionId id) override;
    std::shared_ptr<const SessionState> find(SessionId id) override;

    caching::CacheMetrics metrics() const { return cache_.metrics(); }

 private:
    database::Database& database_;
    SessionRepository& sessions_;
    caching::Cache<SessionState> cache_;
};

}  // namespace till

#include "shop/sessions/session_registry.h"

#include "platform/database/read_trace.h"

namespace till {
namespace {

constexpr std::size_t bytes_max = std::size_t{8} * 1024 * 1024;

std::string key_of(SessionId id) { return std::to_string(id); }

}  // namespace

SessionRegistry::SessionRegistry(database::Database& database, SessionRepository& sessions,
                                 const caching::Invalidations& invalidations, std::chrono::milliseconds recheck_ms)
    : database_(database),
      sessions_(sessions),
      cache_(invalidations, {.bytes_max = bytes_max, .lifetime_ms = recheck_ms}) {}

std::shared_ptr<const SessionState> SessionRegistry::known(SessionId id) { return cache_.find(key_of(id)); }

std::shared_ptr<const SessionState> SessionRegistry::find(SessionId id) {
    if (auto kept = known(id)) return kept;
    const caching::SequenceNumber began = cache_.now();
    const database::ReadTrace trace;
    const auto state = database_.read([&](database::SqlSession& session) { return sessions_.state(session, id); });
    if (!state) return nullptr;
    auto found = std::make_shared<const SessionState>(*state);
    cache_.put(key_of(id),
               {.value = found, .tags = trace.tags(), .bytes = sizeof(SessionState) + found->role.name().capacity()},
               began);
    return found;
}

}  // namespace till

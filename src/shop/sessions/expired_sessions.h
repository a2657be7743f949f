#pragma once
#include "shop/kernel/housekeeping_service.h"
#include "shop/sessions/session_repository.h"

namespace till {

inline RemoveExpired remove_expired_sessions(SessionRepository& sessions) {
    return [&sessions](database::Transaction& transaction, Timestamp now, std::int64_t at_most) {
        return sessions.remove_expired(transaction, now, at_most);
    };
}

}  // namespace till

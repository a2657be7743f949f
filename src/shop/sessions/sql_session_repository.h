#pragma once
#include "shop/sessions/session_repository.h"

namespace till {

class SqlSessionRepository : public SessionRepository {
 public:
    std::optional<SignInSession> find_by_family(database::SqlSession& session, std::string_view family_hash) override;
    std::optional<SignInSession> find_to_change(database::Transaction& transaction, SessionId id) override;
    std::optional<SessionState> state(database::SqlSession& session, SessionId id) override;

    SessionId add(database::Transaction& transaction, const SignInSession& added) override;
    bool refresh(database::Transaction& transaction, const SignInSession& refreshed,
                 std::string_view token_hash) override;
    void remove(database::Transaction& transaction, SessionId id) override;
    void remove_all(database::Transaction& transaction, AccountId account) override;
    std::int64_t remove_expired(database::Transaction& transaction, Timestamp before, std::int64_t at_most) override;
};

}  // namespace till

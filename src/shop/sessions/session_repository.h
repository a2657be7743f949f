#pragma once
#include <optional>
#include <string_view>

#include "platform/database/sql_session.h"
#include "shop/accounts/account_sessions.h"
#include "shop/sessions/session.h"

namespace till {

/// The sign-ins. (A database::SqlSession is a connection, and none of these.)
class SessionRepository : public AccountSessions {
 public:
    virtual std::optional<SignInSession> find_by_family(database::SqlSession& session,
                                                        std::string_view family_hash) = 0;
    /// Locks it until the transaction ends; nothing where it has ended.
    virtual std::optional<SignInSession> find_to_change(database::Transaction& transaction, SessionId id) = 0;
    /// Nothing where the session has ended.
    virtual std::optional<SessionState> state(database::SqlSession& session, SessionId id) = 0;

    virtual SessionId add(database::Transaction& transaction, const SignInSession& added) = 0;

    /// Writes the token, generation and times of `refreshed` where `token_hash` is still what is good; else changes
    /// nothing and returns false.
    virtual bool refresh(database::Transaction& transaction, const SignInSession& refreshed,
                         std::string_view token_hash) = 0;

    /// Ends the session, if there is one.
    virtual void remove(database::Transaction& transaction, SessionId id) = 0;
    /// Removes sessions that expired before then, at most so many, those first that expired first. Returns how many.
    virtual std::int64_t remove_expired(database::Transaction& transaction, Timestamp before, std::int64_t at_most) = 0;
};

}  // namespace till

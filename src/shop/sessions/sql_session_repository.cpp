#include "shop/sessions/sql_session_repository.h"

#include "platform/database/mapping.h"
#include "shop/kernel/stored.h"
#include "shop/kernel/topics.h"
#include "shop/sessions/session_mapping.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Mapping;
using database::SqlSession;
using database::Transaction;

const Mapping<SessionState>& state_mapping() {
    static const auto mapping = Mapping<SessionState>("sessions")
                                    .joined("JOIN accounts ON accounts.id = sessions.account_id")
                                    .generated("account_id", &SessionState::account)
                                    .looked_up("accounts.role", &SessionState::role)
                                    .looked_up("accounts.customer_id", &SessionState::customer);
    return mapping;
}

}  // namespace

std::optional<SignInSession> SqlSessionRepository::find_by_family(SqlSession& session, std::string_view family_hash) {
    session.depends_on(tag(Topic::session, family_hash));
    auto found = session.find(session_mapping(), "WHERE family_hash = :family_hash", family_hash);
    if (!found) return found;
    session.depends_on(tag(Topic::session, found->id));
    session.depends_on(tag(Topic::account, found->account_id));
    session.depends_on(tag(Topic::customers));  // who take their accounts with them
    return found;
}

// A change that changes nothing locks the row, in every database.
std::optional<SignInSession> SqlSessionRepository::find_to_change(Transaction& transaction, SessionId id) {
    transaction.execute("UPDATE sessions SET generation = generation WHERE id = :id", id);
    return transaction.find(session_mapping(), "WHERE id = :id", id);
}

std::optional<SessionState> SqlSessionRepository::state(SqlSession& session, SessionId id) {
    session.depends_on(tag(Topic::session, id));
    auto state = session.find(state_mapping(), "WHERE sessions.id = :id", id);
    if (!state) return state;
    session.depends_on(tag(Topic::account, state->account));
    if (state->customer) session.depends_on(tag(Topic::customer, *state->customer));
    return state;
}

SessionId SqlSessionRepository::add(Transaction& transaction, const SignInSession& added) {
    const SessionId id = transaction.insert(session_mapping(), added);
    transaction.invalidate(tag(Topic::session, id));
    transaction.invalidate(tag(Topic::session, added.family_hash));
    return id;
}

bool SqlSessionRepository::refresh(Transaction& transaction, const SignInSession& refreshed,
                                   std::string_view token_hash) {
    transaction.invalidate(tag(Topic::session, refreshed.id));
    return transaction.update(session_mapping(), refreshed, "AND token_hash = :old_hash", token_hash) == 1;
}

void SqlSessionRepository::remove(Transaction& transaction, SessionId id) {
    transaction.invalidate(tag(Topic::session, id));
    transaction.execute("DELETE FROM sessions WHERE id = :id", id);
}

void SqlSessionRepository::remove_all(Transaction& transaction, AccountId account) {
    transaction.invalidate(tag(Topic::account, account));  // on which the state of each of them depends
    transaction.execute("DELETE FROM sessions WHERE account_id = :account", account);
}

std::int64_t SqlSessionRepository::remove_expired(Transaction& transaction, Timestamp before, std::int64_t at_most) {
    std::vector<std::vector<Cell>> expired;
    for (const auto& [id] : transaction.rows<SessionId>(
             "SELECT id FROM sessions WHERE expires_at < :before ORDER BY expires_at, id LIMIT :at_most", before,
             at_most)) {
        transaction.invalidate(tag(Topic::session, id));
        expired.push_back({cell_of(id)});
    }
    transaction.run_each("DELETE FROM sessions WHERE id = :id", expired);
    return static_cast<std::int64_t>(expired.size());
}

}  // namespace till

#include "services/sign_in_service.h"

#include <algorithm>

#include "models/problems.h"

namespace till {

using database::Session;
using database::Transaction;

namespace {

Refusal wrong_credentials() { return {problems::invalid_credentials, "Username or password is wrong."}; }

Refusal bad_refresh_token() { return {problems::invalid_refresh_token, "Sign in again."}; }

Refusal wrong_current_password() { return Refusal::invalid("current_password", "is not the account's password"); }

}  // namespace

SignInService::SignInService(database::Database& database, Repositories repositories, PasswordGuard& passwords,
                             const TokenSigner& tokens, std::chrono::hours refresh_lifetime, const Clock& clock,
                             PasswordRules password_rules)
    : database_(database),
      accounts_(repositories.accounts),
      sessions_(repositories.sessions),
      customers_(repositories.customers),
      passwords_(passwords),
      tokens_(tokens),
      refresh_lifetime_ms_(std::max<std::chrono::milliseconds>(refresh_lifetime, tokens.lifetime())),
      clock_(clock),
      password_rules_(std::move(password_rules)) {}

SignedIn SignInService::sign_in(const Credentials& credentials, std::string_view client) {
    const auto account =
        database_.read([&](Session& session) { return accounts_.find_by_username(session, credentials.username); });
    if (!passwords_.is_right(credentials.username, account, credentials.password, client)) throw wrong_credentials();

    const RefreshToken token = RefreshToken::of_new_family();
    const SignInSession session = database_.write([&](Transaction& transaction) {
        // A password that was changed meanwhile has ended all sessions, and must not begin another.
        const auto present = accounts_.find_to_change(transaction, account->id);
        if (!present || present->password_hash != account->password_hash) throw wrong_credentials();
        SignInSession added = new_session(account->id, token);
        added.id = sessions_.add(transaction, added);
        return added;
    });
    return signed_in(*account, session, token);
}

SignedIn SignInService::refresh(std::string_view refresh_token) {
    const auto token = RefreshToken::parse(refresh_token);
    if (!token) throw bad_refresh_token();
    const auto found = database_.read([&](Session& session) -> std::optional<std::pair<SignInSession, Account>> {
        const auto family = sessions_.find_by_family(session, token->family_hash());
        const auto account = family ? accounts_.find(session, family->account_id) : std::nullopt;
        if (!account) return std::nullopt;
        return std::pair(*family, *account);
    });
    if (!found) throw bad_refresh_token();

    const auto& [session, account] = *found;
    const RefreshToken next = token->successor();
    SignInSession refreshed = new_session(account.id, next);
    refreshed.id = session.id;
    refreshed.generation = session.generation + 1;
    // Not refused in there: that would undo the end of the session.
    const bool goes_on =
        database_.write([&](Transaction& transaction) { return go_on(transaction, session, *token, refreshed); });
    if (!goes_on) throw bad_refresh_token();
    return signed_in(account, refreshed, next);
}

bool SignInService::go_on(Transaction& transaction, const SignInSession& session, const RefreshToken& token,
                          const SignInSession& refreshed) {
    const bool in_time = session.expires_at > refreshed.refreshed_at;
    if (in_time && sessions_.refresh(transaction, refreshed, token.token_hash())) return true;
    sessions_.remove(transaction, session.id);
    return false;
}

void SignInService::sign_out(const Caller& caller) {
    database_.write([&](Transaction& transaction) { sessions_.remove(transaction, caller.session); });
}

void SignInService::change_password(const Caller& caller, const PasswordChange& change, std::string_view client) {
    const auto account = database_.read([&](Session& session) { return accounts_.find(session, caller.account); });
    if (!account) throw Refusal(problems::unauthorized, "The account is gone.");
    if (!passwords_.is_right(account->username, account, change.current_password, client)) {
        throw wrong_current_password();
    }
    const auto owner = database_.read([&](Session& session) {
        return account->customer_id ? customers_.find(session, *account->customer_id) : std::nullopt;
    });
    password_rules_.require_good("new_password", change.new_password,
                                 {.username = account->username,
                                  .name = owner ? owner->name : std::string(),
                                  .email = owner ? owner->email : std::string()});

    const std::string new_hash = passwords_.hash(change.new_password);
    database_.write([&](Transaction& transaction) {
        auto changed = accounts_.find_to_change(transaction, account->id);
        if (!changed || changed->password_hash != account->password_hash) throw wrong_current_password();
        changed->password_hash = new_hash;
        changed->version += 1;
        changed->updated_at = clock_.now();
        accounts_.update(transaction, *changed);
        sessions_.remove_others(transaction, account->id, caller.session);
        if (!sessions_.kill_before(transaction, caller.session, caller.generation)) {
            sessions_.remove(transaction, caller.session);
        }
    });
}

SignInSession SignInService::new_session(AccountId account, const RefreshToken& token) const {
    const Timestamp now = clock_.now();
    return {.account_id = account,
            .family_hash = token.family_hash(),
            .token_hash = token.token_hash(),
            .created_at = now,
            .refreshed_at = now,
            .expires_at = now + refresh_lifetime_ms_};
}

SignedIn SignInService::signed_in(const Account& account, const SignInSession& session,
                                  const RefreshToken& token) const {
    const TokenClaims claims{
        .subject = account.id, .role = account.role.name(), .session = session.id, .generation = session.generation};
    return {tokens_.issue(claims, clock_.now()), tokens_.lifetime().count(), token.text(), account};
}

}  // namespace till

#include "shop/sessions/sign_in_service.h"

#include <algorithm>

#include "shop/kernel/problems.h"
#include "shop/kernel/versioned.h"

namespace till {

using database::SqlSession;
using database::Transaction;

namespace {

Refusal wrong_credentials() { return {problems::invalid_credentials, "Incorrect username or password."}; }

Refusal bad_refresh_token() {
    return {problems::invalid_refresh_token, "The refresh token is invalid or has expired. Sign in again."};
}

Refusal wrong_current_password() { return Refusal::invalid("current_password", "is not the account's password"); }

}  // namespace

SignInService::SignInService(database::Database& database, Repositories repositories, PasswordGuard& passwords,
                             const TokenSigner& tokens, Rules rules, SecurityLog& log, const Clock& clock,
                             PasswordRules password_rules)
    : database_(database),
      accounts_(repositories.accounts),
      sessions_(repositories.sessions),
      customers_(repositories.customers),
      passwords_(passwords),
      tokens_(tokens),
      refresh_key_(rules.refresh_key),
      refresh_lifetime_ms_(std::max<std::chrono::milliseconds>(rules.refresh_lifetime, tokens.lifetime())),
      family_lifetime_ms_(std::max<std::chrono::milliseconds>(rules.family_lifetime, tokens.lifetime())),
      log_(log),
      clock_(clock),
      password_rules_(std::move(password_rules)) {}

SignedIn SignInService::sign_in(const Credentials& credentials, const Origin& origin) {
    const auto account =
        database_.read([&](SqlSession& session) { return accounts_.find_by_username(session, credentials.username); });
    const Actor actor{.caller = {}, .origin = origin};
    if (!is_right(credentials.username, account, credentials.password, actor)) throw wrong_credentials();

    const RefreshToken token = RefreshToken::of_new_family();
    const SignInSession session = database_.write([&](Transaction& transaction) {
        // A password that was changed meanwhile has ended all sessions, and must not begin another.
        const auto present = accounts_.find_to_change(transaction, account->id);
        if (!present || present->password_hash != account->password_hash) throw wrong_credentials();
        return begin_session(transaction, account->id, token);
    });
    log_.note(SecurityEvent::signed_in, actor, account->id);
    return signed_in(*account, session, token);
}

SignedIn SignInService::refresh(std::string_view refresh_token, const Origin& origin) {
    const auto token = RefreshToken::parse(refresh_token);
    if (!token) throw bad_refresh_token();
    const auto found = database_.read([&](SqlSession& session) -> std::optional<std::pair<SignInSession, Account>> {
        const auto family = sessions_.find_by_family(session, token->family_hash());
        const auto account = family ? accounts_.find(session, family->account_id) : std::nullopt;
        if (!account) return std::nullopt;
        return std::pair(*family, *account);
    });
    if (!found) throw bad_refresh_token();

    const SignInSession& session = found->first;
    const Account& account = found->second;
    const RefreshToken next = token->successor(refresh_key_);
    // Not refused in there: that would undo the end of the session.
    const auto goes_on =
        database_.write([&](Transaction& transaction) { return go_on(transaction, session, *token, next); });
    if (!goes_on) {
        log_.note(SecurityEvent::refresh_reused, {.caller = {}, .origin = origin}, account.id);
        throw bad_refresh_token();
    }
    return signed_in(account, *goes_on, next);
}

std::optional<SignInSession> SignInService::go_on(Transaction& transaction, const SignInSession& session,
                                                  const RefreshToken& token, const RefreshToken& next) {
    const SignInSession its_next = refreshed(session, next);
    const bool in_time =
        session.expires_at > its_next.refreshed_at && session.created_at + family_lifetime_ms_ > its_next.refreshed_at;
    if (in_time && sessions_.refresh(transaction, its_next, token.token_hash())) return its_next;
    auto present = sessions_.find_to_change(transaction, session.id);
    // Also where the clock of the node that refreshed it is a little ahead.
    const auto is_recent = [&](Timestamp time) { return std::chrono::abs(clock_.now() - time) < grace_s; };
    if (present && present->token_hash == next.token_hash() && is_recent(present->refreshed_at)) return present;
    sessions_.remove(transaction, session.id);
    return std::nullopt;
}

void SignInService::sign_out(const Actor& actor) {
    database_.write([&](Transaction& transaction) { sessions_.remove(transaction, actor.caller.session); });
    log_.note(SecurityEvent::signed_out, actor, actor.caller.account);
}

SignedIn SignInService::change_password(const Actor& actor, const PasswordChange& change) {
    const auto account =
        database_.read([&](SqlSession& session) { return accounts_.find(session, actor.caller.account); });
    if (!account) throw Refusal(problems::unauthorized, "The account was deleted.");
    if (!is_right(account->username, account, change.current_password, actor)) throw wrong_current_password();
    require_good_password(*account, change.new_password);

    const std::string new_hash = passwords_.hash(change.new_password);
    const RefreshToken token = RefreshToken::of_new_family();
    const auto [changed, session] = database_.write([&](Transaction& transaction) {
        auto present = accounts_.find_to_change(transaction, account->id);
        if (!present || present->password_hash != account->password_hash) throw wrong_current_password();
        present->password_hash = new_hash;
        renew(*present, clock_.now());
        accounts_.update(transaction, *present);
        sessions_.remove_all(transaction, account->id);
        return std::pair(*present, begin_session(transaction, account->id, token));
    });
    log_.note(SecurityEvent::password_changed, actor, changed.id);
    return signed_in(changed, session, token);
}

void SignInService::require_good_password(const Account& account, const std::string& password) {
    const auto owner = database_.read([&](SqlSession& session) {
        return account.customer_id ? customers_.find(session, *account.customer_id) : std::nullopt;
    });
    password_rules_.require_good("new_password", password,
                                 {.username = account.username,
                                  .name = owner ? owner->name : std::string(),
                                  .email = owner ? owner->email : std::string()});
}

bool SignInService::is_right(const std::string& username, const std::optional<Account>& account,
                             std::string_view password, const Actor& actor) {
    const AccountId known = account ? account->id : 0;
    try {
        if (passwords_.is_right(username, account, password, actor.origin.address)) return true;
    } catch (const Refusal&) {
        log_.note(SecurityEvent::sign_in_delayed, actor, known);
        throw;
    }
    log_.note(SecurityEvent::sign_in_failed, actor, known);
    return false;
}

SignInSession SignInService::begin_session(Transaction& transaction, AccountId account, const RefreshToken& token) {
    const Timestamp now = clock_.now();
    SignInSession session{.account_id = account,
                          .family_hash = token.family_hash(),
                          .token_hash = token.token_hash(),
                          .created_at = now,
                          .refreshed_at = now,
                          .expires_at = now + std::min(refresh_lifetime_ms_, family_lifetime_ms_)};
    session.id = sessions_.add(transaction, session);
    return session;
}

SignInSession SignInService::refreshed(SignInSession session, const RefreshToken& next) const {
    session.token_hash = next.token_hash();
    session.generation += 1;
    session.refreshed_at = clock_.now();
    session.expires_at =
        std::min(session.refreshed_at + refresh_lifetime_ms_, session.created_at + family_lifetime_ms_);
    return session;
}

/// No access token is good for longer than its session.
SignedIn SignInService::signed_in(const Account& account, const SignInSession& session,
                                  const RefreshToken& token) const {
    const TokenClaims claims{
        .subject = account.id, .role = account.role.name(), .session = session.id, .generation = session.generation};
    const Timestamp now = clock_.now();
    const auto left_s = std::chrono::ceil<std::chrono::seconds>(session.expires_at - now);
    const std::chrono::seconds lifetime_s = std::clamp(left_s, std::chrono::seconds(1), tokens_.lifetime());
    return {tokens_.issue(claims, now, lifetime_s), lifetime_s.count(), token.text(), account};
}

}  // namespace till

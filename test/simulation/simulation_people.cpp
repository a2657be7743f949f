#include "shop/accounts/account_schema.h"
#include "shop/customers/customer_schema.h"
#include "simulation/simulation.h"

namespace till::simulation {
namespace {

const std::vector<std::string> people = {"Ada", "Bo", "C\u00e9line", "Dora Bo", "Emil", "Fay", "Gus", "Hal"};
const std::vector<std::string> passwords = {"first of them", "another one", "the third", guessed_first};

/// Fewer usernames and addresses than tries, so that some are taken; and in other cases.
template <class Text>
Text in_some_case(Text text, bool capital) {
    if (capital) text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string text_of(const std::optional<SessionState>& state) {
    if (!state) return "ended";
    return "account " + std::to_string(state->account) + ", " + state->role.name() + ", customer " +
           std::to_string(state->customer.value_or(0));
}

}  // namespace

CustomerDetails Simulation::some_customer() {
    const std::string mailbox = in_some_case(std::string(1, static_cast<char>('a' + roll(14))), chance(10));
    return {.name = one_of(people),
            .email = mailbox + "@example.com",
            .phone = some_text({"+49 30 123-45", "(030) 12345", "555"})};
}

std::string Simulation::some_username() { return in_some_case("user" + std::to_string(roll(16)), chance(10)); }

/// There always is one: that is what the shop promises.
Caller Simulation::some_admin() {
    std::vector<AccountId> admins;
    for (const auto& [id, account] : twin_.accounts()) {
        if (account.role == Role::admin) admins.push_back(id);
    }
    const AccountId id = one_of(admins);
    return {.account = id, .role = Role::admin, .customer = twin_.accounts().at(id).customer_id};
}

std::optional<Caller> Simulation::some_shopper() {
    std::vector<AccountId> shoppers;
    for (const auto& [id, account] : twin_.accounts()) {
        if (account.role == Role::customer) shoppers.push_back(id);
    }
    if (shoppers.empty()) return std::nullopt;
    const AccountId id = one_of(shoppers);
    return Caller{.account = id, .role = Role::customer, .customer = twin_.accounts().at(id).customer_id};
}

void Simulation::add_customer() {
    const CustomerDetails details = some_customer();
    both(
        "add customer " + details.email, [&] { return schemas::customer().write(shop_.customers.add(details)); },
        [&] { return schemas::customer().write(twin_.add_customer(details)); });
}

void Simulation::change_customer() {
    const CustomerId id = some_id(twin_.customers());
    const ExpectedVersion expected = some_version(twin_.customers(), id);
    const CustomerDetails wanted = some_customer();
    const bool all = chance(50);
    const auto change = [&](CustomerDetails& details) {
        if (all) details = wanted;
        if (!all) details.phone = wanted.phone;
    };
    both(
        "change customer " + std::to_string(id),
        [&] { return schemas::customer().write(shop_.customers.change(actor_, id, expected, change)); },
        [&] { return schemas::customer().write(twin_.change_customer(id, expected, change)); });
}

void Simulation::remove_customer() {
    const CustomerId id = some_id(twin_.customers());
    const ExpectedVersion expected = some_version(twin_.customers(), id);
    both(
        "remove customer " + std::to_string(id), [&] { return shop_.customers.remove(actor_, id, expected), "gone"; },
        [&] { return twin_.remove_customer(id, expected), "gone"; });
}

void Simulation::add_account() {
    NewAccount account{.username = some_username(), .password = one_of(passwords), .role = Role::customer};
    if (chance(25)) account.role = Role::admin;
    if (chance(90)) account.customer_id = some_id(twin_.customers());
    both(
        "add account " + account.username + ", " + account.role.name() + " of customer " +
            std::to_string(account.customer_id.value_or(0)),
        [&] { return schemas::account().write(shop_.accounts.add(actor_, account)); },
        [&] { return schemas::account().write(twin_.add_account(account)); });
}

void Simulation::register_customer() {
    const Registration registration{some_customer(), some_username(), one_of(passwords)};
    both(
        "register " + registration.username + ", " + registration.email,
        [&] { return schemas::account().write(shop_.accounts.add(actor_.origin, registration)); },
        [&] { return schemas::account().write(twin_.register_customer(registration)); });
}

void Simulation::change_account() {
    const AccountId id = some_id(twin_.accounts());
    const ExpectedVersion expected = some_version(twin_.accounts(), id);
    const std::string username = some_username();
    const std::string password = one_of(passwords);
    const Role role = chance(60) ? Role::customer : Role::admin;
    const auto what = roll(4);
    const auto change = [&](AccountDetails& details) {
        if (what == 0) details.username = username;
        if (what == 1) details.password = password;
        if (what >= 2) details.role = role;
    };
    both(
        "change account " + std::to_string(id) + ", " +
            std::vector<std::string>{username, password, role.name(), role.name()}[static_cast<std::size_t>(what)],
        [&] { return schemas::account().write(shop_.accounts.change(actor_, id, expected, change)); },
        [&] { return schemas::account().write(twin_.change_account(id, expected, change)); });
}

void Simulation::remove_account() {
    const AccountId id = some_id(twin_.accounts());
    const ExpectedVersion expected = some_version(twin_.accounts(), id);
    both(
        "remove account " + std::to_string(id), [&] { return shop_.accounts.remove(actor_, id, expected), "gone"; },
        [&] { return twin_.remove_account(id, expected), "gone"; });
}

void Simulation::list_people() {
    auto query = some_page<SearchRequest>();
    if (chance(50)) {
        query.search = some_text({"bo", "celine", "030", "+49(30)", "example a@", "USER1", "555 dora"});
        return walk<Customer, SearchRequest>(
            "list customers, search " + query.search.value_or("none"), query, schemas::customer_page(),
            [this](const SearchRequest& asked) { return shop_.customers.list(asked); },
            [this](const SearchRequest& asked) { return twin_.list_customers(asked); });
    }
    query.search = some_text({"user1", "USER", "oo", " r1 "});
    walk<AccountView, SearchRequest>(
        "list accounts, search " + query.search.value_or("none"), query, schemas::account_page(),
        [this](const SearchRequest& asked) { return shop_.accounts.list(asked); },
        [this](const SearchRequest& asked) { return twin_.list_accounts(asked); });
}

void Simulation::enter(const std::string& what, const std::function<SignedIn()>& in_shop,
                       const std::function<Twin::Entrance()>& in_twin) {
    Pass pass;
    const auto shown = [](const Account& account, SessionId session, std::int64_t generation) {
        return schemas::account_brief().write(account) + " session " + std::to_string(session) + " generation " +
               std::to_string(generation);
    };
    both(
        what,
        [&] {
            const SignedIn signed_in = in_shop();
            const auto claims = shop_.signer.verify(signed_in.token, clock_.now()).value();
            pass = {claims.subject, claims.session, claims.generation, signed_in.refresh_token, {}};
            return shown(signed_in.account, claims.session, claims.generation) + " " + claims.role;
        },
        [&] {
            const Twin::Entrance entrance = in_twin();
            pass.twins_refresh_token = entrance.refresh_token;
            return shown(entrance.account, entrance.session, entrance.generation) + " " + entrance.account.role.name();
        });
    if (pass.session != 0) passes_.push_back(pass);
}

void Simulation::sign_in() {
    const AccountId id = some_id(twin_.accounts());
    const auto account = twin_.accounts().find(id);
    const bool known = account != twin_.accounts().end();
    const std::string username = known ? account->second.username : "nobody";
    const std::string password = known && chance(80) ? account->second.password_hash : one_of(passwords);
    enter(
        "sign in as " + username,
        [&] {
            return shop_.sign_ins.sign_in({username, password}, {fresh_client(), "r"});
        },
        [&] { return twin_.sign_in(username, password); });
}

void Simulation::refresh() {
    if (passes_.empty()) return;
    const Pass pass = chance(60) ? passes_.back() : one_of(passes_);
    enter(
        "refresh " + pass.twins_refresh_token,
        [&] { return shop_.sign_ins.refresh(pass.refresh_token, actor_.origin); },
        [&] { return twin_.refresh(pass.twins_refresh_token); });
}

void Simulation::sign_out() {
    if (passes_.empty()) return;
    const Pass pass = one_of(passes_);
    both(
        "sign out of session " + std::to_string(pass.session),
        [&] {
            return shop_.sign_ins.sign_out(
                       {.caller = {.account = pass.account, .session = pass.session}, .origin = {}}),
                   "out";
        },
        [&] { return twin_.sign_out(pass.session), "out"; });
}

void Simulation::change_password() {
    if (passes_.empty()) return;
    const Pass pass = one_of(passes_);
    const auto state = twin_.session_state(pass.session);
    if (!state) return;  // its token is dead
    const Actor actor{
        .caller = {.account = pass.account, .role = state->role, .customer = state->customer, .session = pass.session},
        .origin = {fresh_client(), "r"}};
    const std::string current = twin_.accounts().at(pass.account).password_hash;
    const PasswordChange change{chance(85) ? current : one_of(passwords), one_of(passwords)};
    enter(
        "change the password of account " + std::to_string(pass.account),
        [&] { return shop_.sign_ins.change_password(actor, change); },
        [&] { return twin_.change_password(actor.caller, change.current_password, change.new_password); });
    compare_sessions();
}

void Simulation::look_at_session() {
    if (passes_.empty()) return;
    const SessionId session = one_of(passes_).session;
    both(
        "look at session " + std::to_string(session), [&] { return text_of(shop_.session_state(session)); },
        [&] { return text_of(twin_.session_state(session)); });
}

void Simulation::compare_sessions() {
    SessionId last = 0;
    for (const Pass& pass : passes_) last = std::max(last, pass.session);
    for (SessionId session = 1; session <= last; ++session) {
        both(
            "session " + std::to_string(session), [&] { return text_of(shop_.session_state(session)); },
            [&] { return text_of(twin_.session_state(session)); });
    }
}

}  // namespace till::simulation

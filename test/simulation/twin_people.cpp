#include <algorithm>
#include <sstream>

#include "platform/text/folding.h"
#include "platform/text/text_keys.h"
#include "platform/text/trim.h"
#include "shop/kernel/problems.h"
#include "shop/kernel/require_found.h"
#include "simulation/twin.h"

namespace till::simulation {
namespace {

std::string digits_of(const std::string& text) {
    std::string digits;
    for (const char letter : text) {
        if (letter >= '0' && letter <= '9') digits += letter;
    }
    return digits;
}

void require_good_password(const std::string& field, const std::string& password) {
    if (password == guessed_first) throw Refusal::invalid(field, "");
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool has_word(const Customer& customer, const std::string& word) {
    const std::string phone = fold(customer.phone.value_or(""));
    const auto is_in_a_field = [&](const std::string& part) {
        return contains(fold(customer.name), part) || contains(fold(customer.email), part) || contains(phone, part) ||
               contains(digits_of(phone), part);
    };
    const bool may_be_a_number =
        word.find_first_not_of("0123456789+-()/.") == std::string::npos && !digits_of(word).empty();
    return is_in_a_field(word) || (may_be_a_number && is_in_a_field(digits_of(word)));
}

}  // namespace

ListPage<Customer> Twin::list_customers(const SearchRequest& request) {
    std::vector<Row<Customer>> rows;
    for (const auto& [id, customer] : customers_) {
        std::istringstream words(fold(request.search.value_or("")));
        bool found = true;
        for (std::string word; words >> word;) found = found && has_word(customer, word);
        if (found) rows.emplace_back(SortKey{{}, 0, id}, customer);
    }
    return page_of(std::move(rows), request, true);
}

Customer Twin::add_customer(const CustomerDetails& details) {
    require_free_email(details.email, 0);
    Customer customer{details};
    customer.id = ++last_customer_;
    customer.created_at = customer.updated_at = now();
    return customers_[customer.id] = customer;
}

Customer Twin::change_customer(CustomerId id, const ExpectedVersion& expected,
                               const std::function<void(CustomerDetails&)>& change) {
    if (!customers_.contains(id)) throw not_found("customer", id);
    Customer after = customers_.at(id);
    expected.require(after.version);
    change(after);
    if (static_cast<const CustomerDetails&>(after) == customers_.at(id)) return after;
    require_free_email(after.email, id);
    ++after.version;
    after.updated_at = now();
    return customers_.at(id) = after;
}

void Twin::remove_customer(CustomerId id, const ExpectedVersion& expected) {
    if (!customers_.contains(id)) throw not_found("customer", id);
    expected.require(customers_.at(id).version);
    const auto account = std::find_if(accounts_.begin(), accounts_.end(),
                                      [id](const auto& entry) { return entry.second.customer_id == id; });
    if (account != accounts_.end()) {
        require_another_admin(account->second);
        end_sessions(account->first);
        accounts_.erase(account);
    }
    for (auto& [order_id, order] : orders_) {
        if (order.customer_id != id) continue;
        order.customer_id = std::nullopt;
        order.customer_name = order.customer_email = order.customer_phone = std::nullopt;
        order.shipping_address = order.note = std::nullopt;
        ++order.version;
        for (OrderEvent& event : histories_.at(order_id)) event.note = std::nullopt;
        std::erase_if(responses_, [gone = order_id](const auto& entry) { return entry.second.order_id == gone; });
    }
    carts_.erase(id);
    customers_.erase(id);
}

ListPage<AccountView> Twin::list_accounts(const SearchRequest& request) {
    const std::string part = username_key(trimmed(request.search.value_or("")));
    std::vector<Row<AccountView>> rows;
    for (const auto& [id, account] : accounts_) {
        if (contains(username_key(account.username), part)) rows.emplace_back(SortKey{{}, 0, id}, view(account));
    }
    return page_of(std::move(rows), request, true);
}

AccountView Twin::add_account(const NewAccount& account) {
    if (account.role == Role::customer && !account.customer_id) throw Refusal::invalid("customer_id", "");
    require_good_password("password", account.password);
    if (account.customer_id) {
        if (!customers_.contains(*account.customer_id)) throw Refusal::invalid("customer_id", "");
        for (const auto& [id, other] : accounts_) {
            if (other.customer_id == account.customer_id) throw Refusal(problems::customer_has_account, "");
        }
    }
    require_free_username(account.username, 0);
    Account added{.customer_id = account.customer_id,
                  .username = account.username,
                  .password_hash = account.password,
                  .role = account.role};
    added.id = ++last_account_;
    added.created_at = added.updated_at = now();
    return view(accounts_[added.id] = added);
}

AccountView Twin::register_customer(const Registration& registration) {
    require_good_password("password", registration.password);
    require_free_username(registration.username, 0);
    const Customer customer = add_customer(registration);
    return add_account({.customer_id = customer.id,
                        .username = registration.username,
                        .password = registration.password,
                        .role = Role::customer});
}

AccountView Twin::change_account(AccountId id, const ExpectedVersion& expected,
                                 const std::function<void(AccountDetails&)>& change) {
    AccountDetails asked;
    change(asked);
    if (asked.password) require_good_password("password", *asked.password);
    if (!accounts_.contains(id)) throw not_found("account", id);
    Account after = accounts_.at(id);
    expected.require(after.version);
    AccountDetails details{.username = after.username, .role = after.role, .password = {}};
    change(details);
    if (!details.password && details.username == after.username && details.role == after.role) return view(after);
    if (details.role == Role::customer && !after.customer_id) throw Refusal::invalid("role", "");
    if (details.role != Role::admin) require_another_admin(after);
    require_free_username(details.username, id);
    after.username = details.username;
    after.role = details.role;
    ++after.version;
    after.updated_at = now();
    if (details.password) {
        after.password_hash = *details.password;
        end_sessions(id);
    }
    return view(accounts_.at(id) = after);
}

void Twin::remove_account(AccountId id, const ExpectedVersion& expected) {
    if (!accounts_.contains(id)) throw not_found("account", id);
    expected.require(accounts_.at(id).version);
    require_another_admin(accounts_.at(id));
    end_sessions(id);
    accounts_.erase(id);
}

Twin::Entrance Twin::sign_in(const std::string& username, const std::string& password) {
    for (const auto& [id, account] : accounts_) {
        if (username_key(account.username) != username_key(username) || account.password_hash != password) continue;
        return begin_session(account);
    }
    throw Refusal(problems::invalid_credentials, "");
}

Twin::Entrance Twin::refresh(const std::string& refresh_token) {
    const std::size_t dot = refresh_token.find('.');
    const SessionId id = std::stoll(refresh_token.substr(0, dot));
    const auto session = sessions_.find(id);
    if (session == sessions_.end()) throw Refusal(problems::invalid_refresh_token, "");
    SignedInSession& present = session->second;
    const std::int64_t shown = std::stoll(refresh_token.substr(dot + 1));
    const bool again = shown + 1 == present.generation && now() - present.refreshed_at < std::chrono::seconds(10);
    if (!again && (shown != present.generation || present.expires_at <= now())) {
        sessions_.erase(session);
        throw Refusal(problems::invalid_refresh_token, "");
    }
    if (!again) {
        ++present.generation;
        present.refreshed_at = now();
        present.expires_at = std::min(now() + session_hours, present.created_at + family_hours);
    }
    return {id, present.generation, std::to_string(id) + "." + std::to_string(present.generation),
            accounts_.at(present.account)};
}

void Twin::sign_out(SessionId session) { sessions_.erase(session); }

Twin::Entrance Twin::change_password(const Caller& caller, const std::string& current, const std::string& wanted) {
    if (!accounts_.contains(caller.account)) throw Refusal(problems::unauthorized, "");
    Account& account = accounts_.at(caller.account);
    if (account.password_hash != current) throw Refusal::invalid("current_password", "");
    require_good_password("new_password", wanted);
    account.password_hash = wanted;
    ++account.version;
    account.updated_at = now();
    end_sessions(account.id);
    return begin_session(account);
}

Twin::Entrance Twin::begin_session(const Account& account) {
    sessions_[++last_session_] = {
        .account = account.id, .created_at = now(), .refreshed_at = now(), .expires_at = now() + session_hours};
    return {last_session_, 0, std::to_string(last_session_) + ".0", account};
}

std::optional<SessionState> Twin::session_state(SessionId session) const {
    const auto present = sessions_.find(session);
    if (present == sessions_.end()) return std::nullopt;
    const Account& account = accounts_.at(present->second.account);
    return SessionState{account.id, account.role, account.customer_id};
}

void Twin::require_free_email(const std::string& email, CustomerId except) const {
    for (const auto& [id, customer] : customers_) {
        const bool same = email_key(customer.email) == email_key(email);
        if (same && id != except) throw Refusal(problems::email_taken, "");
    }
}

void Twin::require_free_username(const std::string& username, AccountId except) const {
    for (const auto& [id, account] : accounts_) {
        const bool same = username_key(account.username) == username_key(username);
        if (same && id != except) throw Refusal(problems::username_taken, "");
    }
}

void Twin::require_another_admin(const Account& account) const {
    if (account.role != Role::admin) return;
    for (const auto& [id, other] : accounts_) {
        if (id != account.id && other.role == Role::admin) return;
    }
    throw Refusal(problems::last_admin, "");
}

AccountView Twin::view(const Account& account) const {
    AccountView view{account, {}};
    if (account.customer_id) view.customer = customers_.at(*account.customer_id);
    return view;
}

void Twin::end_sessions(AccountId account) {
    std::erase_if(sessions_, [&](const auto& entry) { return entry.second.account == account; });
}

}  // namespace till::simulation

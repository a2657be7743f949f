#include "schemas/schemas.h"

namespace till::schemas {

const Schema<Credentials>& credentials() {
    static const auto schema =
        Schema<Credentials>("Credentials", "What one signs in with")
            .field("username", &Credentials::username, text{.min = 1, .max = 64}, "Without regard to case")
            .field("password", &Credentials::password, password{.min = 1}, "The account's password");
    return schema;
}

const Schema<Account>& account_brief() {
    static const auto schema = Schema<Account>("SignedInAccount", "The account that has signed in")
                                   .field("id", &Account::id, id{}, "The account's id")
                                   .field("username", &Account::username, text{.max = 64}, "As it was chosen")
                                   .field("role", &Account::role, role{}, "What the account may do")
                                   .field("customer_id", &Account::customer_id, id{}, "The customer it belongs to");
    return schema;
}

const Schema<SignedIn>& signed_in() {
    static const auto schema =
        Schema<SignedIn>("SignedIn", "Two tokens, and for whom they are")
            .field("auth_token", &SignedIn::token, text{.max = 4096}, "A JWT; send it as Authorization: Bearer")
            .computed(
                "token_type", [](const SignedIn&) { return std::string("Bearer"); }, text{.max = 10},
                "How the token is sent")
            .field("expires_in", &SignedIn::expires_in_s, integer{.min = 1}, "Seconds until the token ends")
            .field("refresh_token", &SignedIn::refresh_token, text{.max = 200},
                   "Gets the next token, and the next of itself; once")
            .nested("account", &SignedIn::account, account_brief(), "Who has signed in");
    return schema;
}

const Schema<RefreshRequest>& refresh_request() {
    static const auto schema =
        Schema<RefreshRequest>("RefreshRequest", "A sign-in to go on with")
            .field("refresh_token", &RefreshRequest::refresh_token, text{.min = 1, .max = 200}, "The latest one");
    return schema;
}

const Schema<PasswordChange>& password_change() {
    static const auto schema =
        Schema<PasswordChange>("PasswordChange", "Another password for one's own account")
            .field("current_password", &PasswordChange::current_password, password{.min = 1}, "What it is now")
            .field("new_password", &PasswordChange::new_password, password{},
                   "8 to 256 bytes, not easily guessed; kept only as a hash");
    return schema;
}

const Schema<NewAccount>& new_account() {
    static const auto schema =
        Schema<NewAccount>("NewAccount", "An account to make")
            .field("customer_id", &NewAccount::customer_id, id{}, "The customer it belongs to; null for an admin")
            .field("username", &NewAccount::username, username{}, "Compared without regard to case")
            .field("password", &NewAccount::password, password{},
                   "8 to 256 bytes, not easily guessed; kept only as a hash")
            .field("role", &NewAccount::role, role{}, "What the account may do", Role::customer);
    return schema;
}

namespace {

Schema<AccountView> account_schema(std::string name, std::string about) {
    return Schema<AccountView>(std::move(name), std::move(about))
        .field("id", &AccountView::id, id{}, "The account's id")
        .field("username", &AccountView::username, text{.max = 64}, "As it was chosen")
        .field("role", &AccountView::role, role{}, "What the account may do")
        .nested("customer", &AccountView::customer, customer(), "Whose account it is; null for an admin's")
        .field("version", &AccountView::version, integer{.min = 1}, "Goes up with every change")
        .field("created_at", &AccountView::created_at, timestamp{}, "When it was made")
        .field("updated_at", &AccountView::updated_at, timestamp{}, "When it was last changed");
}

}  // namespace

const Schema<AccountView>& account() {
    static const auto schema = account_schema("Account", "An account with its customer");
    return schema;
}

const Schema<AccountView>& own_account() {
    static const auto schema =
        account_schema("OwnAccount", "The caller's account with its customer")
            .computed(
                "permissions",
                [](const AccountView& own) { return Roles::of_the_shop().permissions_of(own.role.name()); },
                permissions{}, "What the role may do today");
    return schema;
}

const Schema<AccountDetails>& account_details() {
    static const auto schema =
        Schema<AccountDetails>("AccountDetails", "What can be changed of an account")
            .field("username", &AccountDetails::username, username{}, "Compared without regard to case")
            .field("role", &AccountDetails::role, role{}, "What the account may do", Role::customer)
            .field("password", &AccountDetails::password, password{},
                   "8 to 256 bytes, not easily guessed; a new one ends all sessions of the account. Without one, the "
                   "present one stays");
    return schema;
}

const Schema<Page<AccountView>>& account_page() {
    static const auto schema = page_schema("AccountPage", "A page of accounts", account());
    return schema;
}

const Schema<SearchRequest>& account_query() {
    static const auto schema = with_pages(
        Schema<SearchRequest>("AccountQuery", "Which accounts")
            .field("search", &SearchRequest::search, text{.max = 64}, "Part of the username, without regard to case"));
    return schema;
}

}  // namespace till::schemas

#include "shop/accounts/account_schema.h"

#include "api/page_schema.h"
#include "shop/customers/customer_schema.h"
#include "shop/customers/customer_fields.h"

namespace till::schemas {

const Schema<Account>& account_brief() {
    static const auto schema =
        Schema<Account>("SignedInAccount", "The signed-in account")
            .field("id", &Account::id, id{}, "The account's id")
            .field("username", &Account::username, text{.max = 64}, "Username, as it was entered")
            .field("role", &Account::role, role{}, "Role, which determines the account's permissions")
            .field("customer_id", &Account::customer_id, id{}, "The customer that the account belongs to");
    return schema;
}

const Schema<Registration>& registration() {
    static const auto schema =
        customer_fields<Registration>("Registration", "A customer and an account to create together")
            .field("username", &Registration::username, username{}, "Username, case-insensitive")
            .field("password", &Registration::password, password{},
                   "8 to 256 bytes, not easily guessed; stored only as a hash");
    return schema;
}

const Schema<NewAccount>& new_account() {
    static const auto schema =
        Schema<NewAccount>("NewAccount", "An account to create")
            .field("customer_id", &NewAccount::customer_id, id{},
                   "The customer that the account belongs to. Required for the role `customer`; null if there is none")
            .field("username", &NewAccount::username, username{}, "Username, case-insensitive")
            .field("password", &NewAccount::password, password{},
                   "8 to 256 bytes, not easily guessed; stored only as a hash")
            .field("role", &NewAccount::role, role{}, "Role, which determines the account's permissions",
                   Role::customer);
    return schema;
}

namespace {

Schema<AccountView> account_schema(std::string name, std::string about) {
    return Schema<AccountView>(std::move(name), std::move(about))
        .field("id", &AccountView::id, id{}, "The account's id")
        .field("username", &AccountView::username, text{.max = 64}, "Username, as it was entered")
        .field("role", &AccountView::role, role{}, "Role, which determines the account's permissions")
        .nested("customer", &AccountView::customer, customer(),
                "The customer that the account belongs to; null if there is none")
        .field("version", &AccountView::version, integer{.min = 1}, "Increases with every change")
        .field("created_at", &AccountView::created_at, timestamp{}, "When the account was created")
        .field("updated_at", &AccountView::updated_at, timestamp{}, "Time of the last change");
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
                permissions{}, "Current permissions of the role");
    return schema;
}

const Schema<AccountDetails>& account_details() {
    static const auto schema =
        Schema<AccountDetails>("AccountDetails", "The details of an account that can be changed")
            .field("username", &AccountDetails::username, username{}, "Username, case-insensitive")
            .field("role", &AccountDetails::role, role{}, "Role, which determines the account's permissions",
                   Role::customer)
            .field("password", &AccountDetails::password, password{},
                   "8 to 256 bytes, not easily guessed. A new password ends all sessions of the account; without one, "
                   "the current password stays");
    return schema;
}

const Schema<Page<AccountView>>& account_page() {
    static const auto schema = page_schema("AccountPage", "A page of accounts", account());
    return schema;
}

const Schema<SearchRequest>& account_query() {
    static const auto schema = with_pages(
        Schema<SearchRequest>("AccountQuery", "Which accounts")
            .field("search", &SearchRequest::search, text{.max = 64}, "Part of the username, case-insensitive"));
    return schema;
}

}  // namespace till::schemas

#include "shop/accounts/account_schema.h"

#include "api/list_page_schema.h"
#include "shop/customers/customer_fields.h"
#include "shop/customers/customer_schema.h"

namespace till::schemas {
namespace {

Schema<NewAccount> new_account_schema(const ShopSettings& shop) {
    return Schema<NewAccount>("NewAccount", "An account to create")
        .field("customer_id", &NewAccount::customer_id, id{},
               "ID of the customer that the account belongs to. Required for the role `customer`, otherwise optional")
        .field("username", &NewAccount::username, username{}, "Username, case-insensitive")
        .field("password", &NewAccount::password, password{}, "Password of 8 to 256 bytes that is not easily guessed")
        .field("role", &NewAccount::role, role{&shop.roles}, "Role of the account, which determines its permissions",
               Role::customer)
        .example({{"customer_id", 7}, {"username", "jane.doe"}});
}

Schema<AccountView> account_schema(std::string name, std::string about) {
    return Schema<AccountView>(std::move(name), std::move(about))
        .field("id", &AccountView::id, id{}, "Account ID")
        .field("username", &AccountView::username, text{.max = 64}, "Username")
        .field("role", &AccountView::role, role{}, "Role of the account, which determines its permissions")
        .nested("customer", &AccountView::customer, customer(),
                "The customer that the account belongs to; null if there is none")
        .field("version", &AccountView::version, integer{.min = 1}, "Version, which increases with every change")
        .field("created_at", &AccountView::created_at, timestamp{}, "Time of creation")
        .field("updated_at", &AccountView::updated_at, timestamp{}, "Time of the last change")
        .example({{"id", 12}, {"username", "jane.doe"}, {"role", "customer"}});
}

Schema<AccountView> own_account_schema(const ShopSettings& shop) {
    return account_schema("OwnAccount", "The caller's account with its customer")
        .computed(
            "permissions",
            [&roles = shop.roles](const AccountView& own) { return roles.permissions_of(own.role.name()); },
            permissions{}, "Current permissions of the role");
}

Schema<AccountDetails> account_details_schema(const ShopSettings& shop) {
    return Schema<AccountDetails>("AccountDetails", "The fields of an account that can be changed")
        .field("username", &AccountDetails::username, username{}, "Username, case-insensitive")
        .field("role", &AccountDetails::role, role{&shop.roles},
               "Role of the account, which determines its permissions", Role::customer)
        .field("password", &AccountDetails::password, password{},
               "New password of 8 to 256 bytes that is not easily guessed. It ends all sessions of the account. "
               "Without it, the password stays unchanged")
        .example({{"username", "jane.doe"}, {"role", "customer"}});
}

Schema<SearchRequest> account_query_schema(const ShopSettings& shop) {
    return with_pages(
        Schema<SearchRequest>("AccountQuery", "Filters for accounts")
            .field("search", &SearchRequest::search, text{.max = 64}, "Part of the username, case-insensitive"),
        shop.list_page_bounds);
}

}  // namespace

const Schema<Account>& account_brief() {
    static const auto schema =
        Schema<Account>("SignedInAccount", "The signed-in account")
            .field("id", &Account::id, id{}, "Account ID")
            .field("username", &Account::username, text{.max = 64}, "Username")
            .field("role", &Account::role, role{}, "Role of the account, which determines its permissions")
            .field("customer_id", &Account::customer_id, id{},
                   "ID of the customer that the account belongs to; null if there is none")
            .example({{"id", 12}, {"username", "jane.doe"}, {"role", "customer"}, {"customer_id", 7}});
    return schema;
}

const Schema<Registration>& registration() {
    static const auto schema =
        customer_fields<Registration>("Registration", "A customer and an account to create together")
            .field("username", &Registration::username, username{}, "Username, case-insensitive")
            .field("password", &Registration::password, password{},
                   "Password of 8 to 256 bytes that is not easily guessed")
            .example(customer_example({{"username", "jane.doe"}}));
    return schema;
}

const Schema<AccountView>& account() {
    static const auto schema = account_schema("Account", "An account with its customer");
    return schema;
}

const Schema<ListPage<AccountView>>& account_page() {
    static const auto schema = list_page_schema("AccountPage", "A page of accounts", account());
    return schema;
}

}  // namespace till::schemas

namespace till {

AccountSchemas::AccountSchemas(const ShopSettings& shop)
    : new_account(schemas::new_account_schema(shop)),
      own_account(schemas::own_account_schema(shop)),
      account_details(schemas::account_details_schema(shop)),
      account_query(schemas::account_query_schema(shop)) {}

}  // namespace till

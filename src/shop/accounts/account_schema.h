#pragma once
#include "api/schema.h"
#include "shop/accounts/account.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/shop_settings.h"

/// Schemas that are the same in every shop.
namespace till::schemas {

const Schema<Account>& account_brief();
const Schema<Registration>& registration();
const Schema<AccountView>& account();
const Schema<ListPage<AccountView>>& account_page();

}  // namespace till::schemas

namespace till {

/// What depends on the shop in the JSON form of accounts. Made once for each application.
struct AccountSchemas {
    /// `shop` must outlive it.
    explicit AccountSchemas(const ShopSettings& shop);
    AccountSchemas(const AccountSchemas&) = delete;
    AccountSchemas& operator=(const AccountSchemas&) = delete;

    const schemas::Schema<NewAccount> new_account;
    const schemas::Schema<AccountView> own_account;
    const schemas::Schema<AccountDetails> account_details;
    const schemas::Schema<SearchRequest> account_query;
};

}  // namespace till

#pragma once
#include "api/schema.h"
#include "shop/accounts/account.h"
#include "shop/kernel/page.h"

/// The JSON face of accounts. Each schema is made at its first use, after the settings of the process.
namespace till::schemas {

const Schema<Account>& account_brief();
const Schema<Registration>& registration();
const Schema<NewAccount>& new_account();
const Schema<AccountView>& account();
const Schema<AccountView>& own_account();
const Schema<AccountDetails>& account_details();
const Schema<Page<AccountView>>& account_page();
const Schema<SearchRequest>& account_query();

}  // namespace till::schemas

#include "shop/settings/shop_schema.h"

namespace till::schemas {

const Schema<DemonstrationAccount>& demonstration_account() {
    static const auto schema =
        Schema<DemonstrationAccount>("DemonstrationAccount", "A demonstration account")
            .field("username", &DemonstrationAccount::username, text{.max = 64}, "Username")
            .field("password", &DemonstrationAccount::password, text{.max = 256}, "Password")
            .field("role", &DemonstrationAccount::role, role{}, "Role, which determines the account's permissions");
    return schema;
}

const Schema<ShopDescription>& shop_description() {
    static const auto schema =
        Schema<ShopDescription>("Shop", "Public information about the shop")
            .field("name", &ShopDescription::name, text{.max = 100}, "The shop's name")
            .field("currency", &ShopDescription::currency, text{.min = 3, .max = 3},
                   "Currency of all prices, as an ISO 4217 code")
            .computed(
                "currency_digits", [](const ShopDescription& shop) { return std::int64_t{shop.currency_digits}; },
                integer{.min = 0, .max = 4}, "Number of digits after the decimal point of amounts")
            .field("time_zone", &ShopDescription::time_zone, text{.max = 64},
                   "The shop's time zone, which defines its days, by its IANA name, such as `Europe/Berlin`")
            .field("public_catalogue", &ShopDescription::public_catalogue, boolean{},
                   "Whether products can be read without a token")
            .field("registration", &ShopDescription::registration, boolean{},
                   "Whether anyone can create an account with POST /register")
            .list("demonstration_accounts", &ShopDescription::demonstration_accounts, demonstration_account(),
                  "Accounts that visitors of a demonstration may use; empty in a real shop");
    return schema;
}

const Schema<Role>& role_description() {
    static const auto schema =
        Schema<Role>("Role", "A role and its permissions")
            .computed(
                "name", [](const Role& role) { return role.name(); }, text{.max = 64}, "Role name")
            .computed(
                "permissions", [](const Role& role) { return Roles::of_the_shop().permissions_of(role.name()); },
                permissions{}, "Permissions of the role");
    return schema;
}

}  // namespace till::schemas

#include "schemas/schemas.h"

namespace till::schemas {

const Schema<DemonstrationAccount>& demonstration_account() {
    static const auto schema =
        Schema<DemonstrationAccount>("DemonstrationAccount", "An account that everybody may try")
            .field("username", &DemonstrationAccount::username, text{.max = 64}, "What to sign in with")
            .field("password", &DemonstrationAccount::password, text{.max = 256}, "What to sign in with")
            .field("role", &DemonstrationAccount::role, role{}, "What the account may do");
    return schema;
}

const Schema<ShopDescription>& shop_description() {
    static const auto schema =
        Schema<ShopDescription>("Shop", "What anyone may know of the shop")
            .field("name", &ShopDescription::name, text{.max = 100}, "How the shop is called")
            .field("currency", &ShopDescription::currency, text{.min = 3, .max = 3},
                   "The currency of all prices, by its ISO 4217 letters")
            .computed(
                "currency_digits", [](const ShopDescription& shop) { return std::int64_t{shop.currency_digits}; },
                integer{.min = 0, .max = 4}, "How many digits amounts have after the point")
            .field("time_zone", &ShopDescription::time_zone, text{.max = 64},
                   "Where the shop's days begin and end, by the IANA name of the zone: `Europe/Berlin`")
            .field("public_catalogue", &ShopDescription::public_catalogue, boolean{},
                   "Whether products can be read without a token")
            .field("registration", &ShopDescription::registration, boolean{},
                   "Whether anyone can make an account with POST /register")
            .list("demonstration_accounts", &ShopDescription::demonstration_accounts, demonstration_account(),
                  "With what a visitor of a demonstration may sign in; of a real shop, none");
    return schema;
}

const Schema<Role>& role_description() {
    static const auto schema =
        Schema<Role>("Role", "What those who have it may do")
            .computed(
                "name", [](const Role& role) { return role.name(); }, text{.max = 64}, "As an account names it")
            .computed(
                "permissions", [](const Role& role) { return Roles::of_the_shop().permissions_of(role.name()); },
                permissions{}, "What it may do");
    return schema;
}

}  // namespace till::schemas

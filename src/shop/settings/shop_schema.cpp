#include "shop/settings/shop_schema.h"

namespace till::schemas {
namespace {

const Schema<DemonstrationAccount>& demonstration_account() {
    static const auto schema =
        Schema<DemonstrationAccount>("DemonstrationAccount", "A demo account")
            .field("username", &DemonstrationAccount::username, text{.max = 64}, "Username")
            .field("password", &DemonstrationAccount::password, text{.max = 256}, "Password")
            .field("role", &DemonstrationAccount::role, role{}, "Role of the account, which determines its permissions")
            .example({{"username", "demo"}, {"role", "customer"}});
    return schema;
}

Schema<ShopDescription> shop_description_schema(const ShopSettings& shop) {
    return Schema<ShopDescription>("Shop", "Public information about the shop")
        .field("name", &ShopDescription::name, text{.max = 100}, "Shop name")
        .field("currency", &ShopDescription::currency, text{.min = 3, .max = 3},
               "Currency of all prices, as an ISO 4217 code")
        .computed(
            "currency_digits", [](const ShopDescription& described) { return std::int64_t{described.currency_digits}; },
            integer{.min = 0, .max = 4}, "Number of digits after the decimal point of amounts")
        .field("time_zone", &ShopDescription::time_zone, text{.max = 64},
               "The shop's time zone, which defines its days, by its IANA name, such as `Europe/Berlin`")
        .field("public_catalogue", &ShopDescription::public_catalogue, boolean{},
               "Whether products can be read without a token")
        .field("registration", &ShopDescription::registration, boolean{},
               "Whether anyone can create an account with POST /register")
        .computed(
            "image_hosts", [](const ShopDescription& described) { return described.image_hosts; }, names{},
            "Hosts other than the shop's own that the `image_url` of a product may name: those of `pictures.hosts`; "
            "`*` stands for any host")
        .list("demonstration_accounts", &ShopDescription::demonstration_accounts, demonstration_account(),
              "Accounts for visitors of a demo shop; empty in other shops")
        .example({{"name", "Corner Shop"},
                  {"currency", shop.currency.code()},
                  {"currency_digits", std::int64_t{shop.currency.digits()}},
                  {"time_zone", "Europe/Berlin"},
                  {"public_catalogue", true},
                  {"image_hosts", json::Array{"cdn.example.com"}},
                  {"demonstration_accounts", json::Array{}}});
}

Schema<Role> role_description_schema(const ShopSettings& shop) {
    return Schema<Role>("Role", "A role and its permissions")
        .computed(
            "name", [](const Role& role) { return role.name(); }, text{.max = 64}, "Role name")
        .computed(
            "permissions", [&roles = shop.roles](const Role& role) { return roles.permissions_of(role.name()); },
            permissions{}, "Permissions of the role")
        .example({{"name", "staff"}, {"permissions", json::Array{"products:read", "orders:read"}}});
}

}  // namespace

}  // namespace till::schemas

namespace till {

ShopSchemas::ShopSchemas(const ShopSettings& shop)
    : shop_description(schemas::shop_description_schema(shop)),
      role_description(schemas::role_description_schema(shop)) {}

}  // namespace till

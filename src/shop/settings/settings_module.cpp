#include "shop/settings/settings_module.h"

#include "shop/settings/shop_routes.h"

namespace till {

SettingsModule::SettingsModule(const ModuleContext& context, SettingRepository& settings, RoleOfAccount role_of_account,
                               ShopDescription description)
    : schemas(context.shop),
      service(context.database, std::move(role_of_account), std::move(description), context.shop.roles),
      external_changes(context.database, settings),
      controller(schemas, context.shop.roles, service) {
    add_shop_routes(context.routes, controller, schemas);
}

}  // namespace till

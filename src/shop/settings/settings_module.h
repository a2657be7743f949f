#pragma once
#include "api/module_context.h"
#include "shop/settings/external_changes.h"
#include "shop/settings/setting_repository.h"
#include "shop/settings/shop_controller.h"
#include "shop/settings/shop_schema.h"
#include "shop/settings/shop_service.h"

namespace till {

/// The shop's description, and how servers on its database notice changes by other programs.
struct SettingsModule {
    SettingsModule(const ModuleContext& context, SettingRepository& settings, RoleOfAccount role_of_account,
                   ShopDescription description);
    SettingsModule(const SettingsModule&) = delete;
    SettingsModule& operator=(const SettingsModule&) = delete;

    ShopSchemas schemas;
    ShopService service;
    ExternalChanges external_changes;
    ShopController controller;
};

}  // namespace till

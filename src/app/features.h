#pragma once
#include <string>
#include <vector>

#include "api/compression.h"
#include "api/documentation_controller.h"
#include "api/module_context.h"
#include "app/options.h"
#include "app/repositories.h"
#include "platform/caching/invalidations.h"
#include "platform/security/passwords.h"
#include "shop/accounts/accounts_module.h"
#include "shop/carts/carts_module.h"
#include "shop/catalogue/catalogue_module.h"
#include "shop/customers/customers_module.h"
#include "shop/images/images_module.h"
#include "shop/inventory/inventory_module.h"
#include "shop/orders/orders_module.h"
#include "shop/pages/pages_module.h"
#include "shop/reports/reports_module.h"
#include "shop/sessions/sessions_module.h"
#include "shop/settings/settings_module.h"
#include "shop/transfer/transfer_module.h"

namespace till {

/// All that the shop does, on a database: the one list of its features, each a module that registers its routes.
class Features {
 public:
    /// What they stand on; all of it must outlive them.
    struct Dependencies {
        const ShopSettings& shop;
        database::Database& database;
        const caching::Invalidations& invalidations;
        const Clock& clock;
    };
    /// `signing_key`: of access tokens and cursors; empty where there are no sign-ins.
    Features(const Configuration& configuration, std::string signing_key, const Dependencies& dependencies);
    Features(const Features&) = delete;
    Features& operator=(const Features&) = delete;

 private:
    const Configuration configuration_;
    const std::string signing_key_;
    const Dependencies dependencies_;
    RouteTable table_;
    const PasswordHasher passwords_{configuration_.passwords.memory_kilobytes * 1024, configuration_.passwords.passes};
    const PasswordRules password_rules_{configuration_.store.name};

 public:
    Repositories repositories;
    SecurityLog security_log;
    Compression compression{compression_rules(configuration_)};
    HousekeepingService housekeeping{dependencies_.database};

 private:
    const CursorSealer cursors_{signing_key_};
    const ModuleContext context_{
        dependencies_.shop, cursors_, dependencies_.database, dependencies_.clock, security_log, table_, housekeeping};

 public:
    // Lowest first: a feature may use those before it.
    SettingsModule settings{context_, repositories.settings, role_of_account(repositories.accounts),
                            description_of(configuration_, dependencies_.shop)};
    ImagesModule images{context_, repositories.images, dependencies_.invalidations, configuration_.cache.seconds};
    CatalogueModule catalogue{context_, repositories.products, repositories.stock, repositories.images};
    InventoryModule inventory{context_, repositories.stock, repositories.products, catalogue.schemas};
    CustomersModule customers{context_, repositories.customers};
    AccountsModule accounts{
        context_,   repositories.accounts, repositories.sessions, repositories.customers, customers.service,
        passwords_, password_rules_};
    SessionsModule sessions{context_,
                            {repositories.accounts, repositories.sessions, repositories.customers},
                            accounts.service,
                            accounts.schemas,
                            dependencies_.invalidations,
                            {passwords_, password_rules_},
                            session_settings(configuration_, signing_key_)};
    PagesModule pages{context_, compression, catalogue.service, images.existence_cache};
    CartsModule carts{context_, repositories.carts, repositories.products, repositories.stock};
    OrdersModule orders{context_,
                        {repositories.orders, repositories.products, repositories.stock, repositories.carts,
                         repositories.customers, repositories.keys},
                        customers.service};
    ReportsModule reports{context_, repositories.reports};
    TransferModule transfer{context_,
                            {repositories.file_keys, repositories.products, repositories.stock, repositories.customers,
                             repositories.orders, repositories.settings, repositories.images},
                            orders.schemas};

    DocumentationController documentation;  ///< of the routes
    std::vector<Route> routes;              ///< of all of them

 private:
    static RoleOfAccount role_of_account(AccountRepository& accounts);
};

/// The routes of a shop with the default configuration, without a database: to be described, not called. Made at the
/// first call, once, and never changed.
const Features& features_without_store();
/// Its endpoints.
const std::vector<Route>& all_routes();

/// The OpenAPI document of every endpoint, as `till openapi` prints it and the program serves it.
std::string openapi_yaml(const std::vector<Route>& routes, const ListPageBounds& list_page_bounds);
std::string openapi_json(const std::vector<Route>& routes, const ListPageBounds& list_page_bounds);

}  // namespace till

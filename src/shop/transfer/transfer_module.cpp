#include "shop/transfer/transfer_module.h"

#include "shop/transfer/export_routes.h"
#include "shop/transfer/import_routes.h"

namespace till {

TransferModule::TransferModule(const ModuleContext& context, const Repositories& repositories)
    : imports(context.database, repositories.keys, repositories.products, repositories.stock, repositories.customers,
              repositories.orders, repositories.settings, repositories.pictures, context.clock),
      exports(context.database, repositories.keys, repositories.products, repositories.customers, repositories.orders,
              repositories.settings),
      jobs(context.clock),
      import_controller(imports, jobs, context.security_log),
      export_controller(exports, context.security_log) {
    add_import_routes(context.routes, import_controller);
    add_export_routes(context.routes, export_controller);
}

}  // namespace till

#include "shop/transfer/transfer_module.h"

#include "shop/transfer/csv_routes.h"

namespace till {

TransferModule::TransferModule(const ModuleContext& context, const CsvRepositories& repositories,
                               const OrderSchemas& order_schemas)
    : kinds(context.database, repositories, order_schemas, context.shop, context.clock),
      schemas(context.shop),
      jobs(context.clock),
      transfers{jobs, schemas, context.cursors, context.security_log},
      import_controller(jobs, schemas) {
    for (const AnyCsvKind* kind : kinds.all()) csv_controllers.emplace_back(*kind, transfers);
    add_csv_routes(context.routes, csv_controllers, import_controller, schemas);
}

}  // namespace till

#include "shop/reports/reports_module.h"

#include "shop/reports/report_routes.h"

namespace till {

ReportsModule::ReportsModule(const ModuleContext& context, ReportRepository& reports)
    : schemas(context.shop),
      service(context.database, reports, context.clock, context.shop),
      controller(schemas, service) {
    add_report_routes(context.routes, controller, schemas);
}

}  // namespace till

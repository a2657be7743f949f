#include "shop/reports/reports_module.h"

#include "shop/reports/report_routes.h"

namespace till {

ReportsModule::ReportsModule(const ModuleContext& context, ReportRepository& reports)
    : service(context.database, reports, context.clock), controller(service) {
    add_report_routes(context.routes, controller);
}

}  // namespace till

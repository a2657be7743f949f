#pragma once
#include "api/module_context.h"
#include "shop/reports/report_controller.h"
#include "shop/reports/report_repository.h"
#include "shop/reports/report_schema.h"
#include "shop/reports/report_service.h"

namespace till {

/// Sales figures.
struct ReportsModule {
    ReportsModule(const ModuleContext& context, ReportRepository& reports);
    ReportsModule(const ReportsModule&) = delete;
    ReportsModule& operator=(const ReportsModule&) = delete;

    ReportSchemas schemas;
    ReportService service;
    ReportController controller;
};

}  // namespace till

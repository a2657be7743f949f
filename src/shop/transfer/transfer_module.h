#pragma once
#include <deque>

#include "api/module_context.h"
#include "shop/transfer/csv_controller.h"
#include "shop/transfer/csv_kinds.h"
#include "shop/transfer/import_controller.h"
#include "shop/transfer/import_jobs.h"
#include "shop/transfer/import_schema.h"

namespace till {

/// Import and export of CSV files.
struct TransferModule {
    TransferModule(const ModuleContext& context, const CsvRepositories& repositories,
                   const OrderSchemas& order_schemas);
    TransferModule(const TransferModule&) = delete;
    TransferModule& operator=(const TransferModule&) = delete;

    CsvKinds kinds;
    ImportSchemas schemas;
    ImportJobs jobs;
    Transfers transfers;
    std::deque<CsvController> csv_controllers;  ///< one for each kind
    ImportController import_controller;
};

}  // namespace till

#pragma once
#include "api/module_context.h"
#include "shop/transfer/export_controller.h"
#include "shop/transfer/export_service.h"
#include "shop/transfer/import_controller.h"
#include "shop/transfer/import_jobs.h"
#include "shop/transfer/import_service.h"

namespace till {

/// Import and export of CSV files.
struct TransferModule {
    /// What files are read into and out of.
    struct Repositories {
        FileKeyRepository& keys;
        ProductRegister& products;
        StockOpening& stock;
        CustomerRegister& customers;
        OrderRecords& orders;
        StoredSettings& settings;
        PictureStore& pictures;
    };
    TransferModule(const ModuleContext& context, const Repositories& repositories);
    TransferModule(const TransferModule&) = delete;
    TransferModule& operator=(const TransferModule&) = delete;

    ImportService imports;
    ExportService exports;
    ImportJobs jobs;
    ImportController import_controller;
    ExportController export_controller;
};

}  // namespace till

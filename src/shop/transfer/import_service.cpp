#include "shop/transfer/import_service.h"

#include "shop/transfer/customer_import.h"
#include "shop/transfer/order_import.h"
#include "shop/transfer/product_import.h"

namespace till {
namespace {

template <class Kind>
ImportReport run_rows(ImportRun<Kind> run, const ImportRequest& options) {
    using Rows = ImportedRows<Kind>;
    return run.template run<Rows>(options, [](const auto& file) { return Rows(file); });
}

}  // namespace

ImportReport ImportService::products(const OpenImport<ImportedProduct>& open, const ImportRequest& options,
                                     const ImportProgress& progress) {
    ProductImport kind(keys_, products_, stock_, settings_, pictures_, clock_);
    return run_rows(ImportRun<ProductImport>(database_, kind, open, progress), options);
}

ImportReport ImportService::customers(const OpenImport<CustomerDetails>& open, const ImportRequest& options,
                                      const ImportProgress& progress) {
    CustomerImport kind(keys_, customers_, clock_);
    return run_rows(ImportRun<CustomerImport>(database_, kind, open, progress), options);
}

ImportReport ImportService::orders(const OpenImport<ImportedLine>& open, const ImportRequest& options,
                                   const ImportProgress& progress) {
    OrderImport kind(keys_, customers_, orders_, settings_);
    const OrderEnds ends(open());
    ImportRun<OrderImport> run(database_, kind, open, progress);
    return run.run<ImportedOrders>(options, [&ends](const auto& file) { return ImportedOrders(file, ends); });
}

}  // namespace till

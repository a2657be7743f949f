#pragma once
#include "api/request.h"
#include "shop/transfer/import_jobs.h"
#include "shop/transfer/import_schema.h"

namespace till {

/// Imports that go on, or have ended.
class ImportController {
 public:
    ImportController(ImportJobs& jobs, const ImportSchemas& schemas) : jobs_(jobs), schemas_(schemas) {}

    http::Response show(const Request& request);

 private:
    ImportJobs& jobs_;
    const ImportSchemas& schemas_;
};

}  // namespace till

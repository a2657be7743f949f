#include "shop/transfer/import_controller.h"

#include "api/exchange.h"

namespace till {

http::Response ImportController::show(const Request& request) {
    return ok(schemas_.import_job.write(jobs_.find(request.id_in_path(), request.caller.account)));
}

}  // namespace till

#pragma once
#include <string>

#include "shop/pages/page_controller.h"

namespace till {

/// The OpenAPI document of every endpoint, as `till openapi` prints it and the program serves it.
std::string openapi_yaml();
std::string openapi_json();

/// All pages, from inside the program: those of the documentation below `api/docs/`, and the shop's own, which are not
/// there where web/dist was not built before the program. The demonstration's pictures are below `demo/`.
PageController::Files pages();

}  // namespace till

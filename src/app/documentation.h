#pragma once
#include <string>

#include "controllers/documentation_controller.h"

namespace till {

/// The OpenAPI document of every endpoint, as `till openapi` prints it and the program serves it.
std::string openapi_yaml();
std::string openapi_json();

/// The pages that show it, from inside the program.
DocumentationController::Pages documentation_pages();

}  // namespace till

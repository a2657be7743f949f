#pragma once
#include "shop/pages/page_controller.h"

namespace till {

/// All pages, from inside the program: those of the documentation below `api/docs/`, and the shop's own, which are not
/// there where web/dist was not built before the program. The demonstration's pictures are below `demo/`.
PageController::Files page_files();

}  // namespace till

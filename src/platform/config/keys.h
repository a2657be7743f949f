#pragma once
#include <vector>

#include "platform/config/key.h"

namespace till::config {

/// All keys, in the order in which they are printed.
const std::vector<Section>& sections();

}  // namespace till::config

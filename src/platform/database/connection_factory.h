#pragma once
#include <memory>

#include "platform/database/connection.h"

namespace till::database {

/// A connection of the address's dialect, not yet open.
std::unique_ptr<Connection> make_connection(const ConnectionOptions& options);

}  // namespace till::database

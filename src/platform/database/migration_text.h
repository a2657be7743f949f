#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/database/migration.h"

namespace till::database {

/// From a file's name (`0001_store.sql`) and text. The checksum is that of the bytes as they are. Throws
/// std::runtime_error for a name that does not begin with a number.
Migration make_migration(std::string_view file_name, std::string_view sql);

/// The statements of a step, without the `;` at the end of each's last line and without lines of `--` comment. A
/// statement that begins with CREATE TRIGGER ends only with the line `END;`.
std::vector<std::string> statements_of(std::string_view sql);

}  // namespace till::database

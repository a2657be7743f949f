#pragma once
#include <cstddef>
#include <string>

namespace till {

/// A size as people say it, in the largest unit of 1024 that it is a whole number of: "16 KiB", "20 MB", "1000 bytes".
/// A megabyte has 1024 KiB, as in the configuration.
std::string byte_size_text(std::size_t bytes);

}  // namespace till

#pragma once
#include <cstddef>
#include <string>

namespace till {

/// A size in the largest unit of 1024 that it is a whole number of: "16 KiB", "20 MiB", "1000 bytes".
std::string byte_size_text(std::size_t bytes);

}  // namespace till

#include "platform/text/byte_size.h"

namespace till {

std::string byte_size_text(std::size_t bytes) {
    constexpr std::size_t kilobyte = 1024;
    constexpr std::size_t megabyte = kilobyte * kilobyte;
    if (bytes >= megabyte && bytes % megabyte == 0) return std::to_string(bytes / megabyte) + " MiB";
    if (bytes >= kilobyte && bytes % kilobyte == 0) return std::to_string(bytes / kilobyte) + " KiB";
    return std::to_string(bytes) + " bytes";
}

}  // namespace till

#pragma once
#include <cstddef>
#include <string>

namespace till {

/// That many bytes from the system's random generator as base64url (RFC 4648, 5) without padding. Safe from any thread.
std::string random_text(std::size_t bytes);

}  // namespace till

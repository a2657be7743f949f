#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace till {

/// RFC 4648, 5, without padding. Safe from any thread.
std::string base64url_of(std::span<const unsigned char> bytes);
/// nullopt for what base64url_of() did not make, of any length and any bytes: there is one spelling.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace till

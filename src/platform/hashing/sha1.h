#pragma once
#include <string>
#include <string_view>

namespace till {

/// SHA-1 (FIPS 180-4) as forty hexadecimal digits: detects whether a text was changed by mistake, and is no protection
/// against an attacker.
std::string sha1_of(std::string_view bytes);

}  // namespace till

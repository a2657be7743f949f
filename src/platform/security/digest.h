#pragma once
#include <string>
#include <string_view>

namespace till {

/// BLAKE2b (RFC 7693) of 256 bits as 64 hexadecimal digits: for texts that cannot be guessed anyway, such as random
/// tokens, and to compare two texts. Not for passwords. Safe from any thread.
std::string digest_of(std::string_view text);

}  // namespace till

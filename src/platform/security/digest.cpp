#include "platform/security/digest.h"

#include <array>

#include <sodium.h>

#include "platform/security/sodium.h"
#include "platform/text/hex.h"

namespace till {

std::string digest_of(std::string_view text) {
    use_sodium();
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       nullptr, 0);
    return hex_of(hash);
}

}  // namespace till

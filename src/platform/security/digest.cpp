#include "platform/security/digest.h"

#include <array>

#include <sodium.h>

#include "platform/security/sodium.h"

namespace till {

std::string digest_of(std::string_view text) {
    use_sodium();
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       nullptr, 0);
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();  // the NUL that it ends with
    return hex;
}

}  // namespace till

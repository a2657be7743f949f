#include "platform/security/keyed_digest.h"

#include <sodium.h>

#include "platform/security/base64url.h"
#include "platform/security/sodium.h"

namespace till {
namespace {

const unsigned char* digest_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

KeyedDigest::KeyedDigest(std::string_view secret, std::string_view purpose) {
    use_sodium();
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, key_.size());
    const std::string head = "till: a key of digests: " + std::to_string(purpose.size()) + ":";
    for (const std::string_view part : {std::string_view(head), purpose, secret}) {
        crypto_generichash_update(&state, digest_bytes(part), part.size());
    }
    crypto_generichash_final(&state, key_.data(), key_.size());
}

std::string KeyedDigest::of(std::string_view text) const {
    std::array<unsigned char, crypto_generichash_BYTES> digest{};
    crypto_generichash(digest.data(), digest.size(), digest_bytes(text), text.size(), key_.data(), key_.size());
    return base64url_of(digest);
}

}  // namespace till

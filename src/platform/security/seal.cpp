#include "platform/security/seal.h"

#include <span>

#include <sodium.h>

#include "platform/security/base64url.h"
#include "platform/security/sodium.h"

namespace till {
namespace {

constexpr std::string_view key_name = "till: the key of its seals";

const unsigned char* sealed_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Seal::Seal(std::string_view secret) {
    use_sodium();
    crypto_generichash(key_.data(), key_.size(), sealed_bytes(secret), secret.size(), sealed_bytes(key_name),
                       key_name.size());
}

// BLAKE2b with a key (RFC 7693, 2.9). The purpose goes in with its length, so that no two pairs look alike.
Seal::Mac Seal::mac_of(std::string_view text, std::string_view purpose) const {
    crypto_generichash_state state;
    crypto_generichash_init(&state, key_.data(), key_.size(), mac_bytes);
    const std::string length = std::to_string(purpose.size()) + ":";
    for (const std::string_view part : {std::string_view(length), purpose, text}) {
        crypto_generichash_update(&state, sealed_bytes(part), part.size());
    }
    Mac mac{};
    crypto_generichash_final(&state, mac.data(), mac.size());
    return mac;
}

std::string Seal::close(std::string_view text, std::string_view purpose) const {
    const Mac mac = mac_of(text, purpose);
    std::string sealed(mac.begin(), mac.end());
    sealed += text;
    return base64url_of(std::span(sealed_bytes(sealed), sealed.size()));
}

std::optional<std::string> Seal::open(std::string_view sealed, std::string_view purpose) const {
    const auto bytes = from_base64url(sealed);
    if (!bytes || bytes->size() < mac_bytes) return std::nullopt;
    std::string text = bytes->substr(mac_bytes);
    const Mac mac = mac_of(text, purpose);
    if (sodium_memcmp(mac.data(), bytes->data(), mac.size()) != 0) return std::nullopt;
    return text;
}

}  // namespace till

#include "platform/security/base64url.h"

#include <sodium.h>

namespace till {
namespace {

constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string base64url_of(std::span<const unsigned char> bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back();  // the NUL that it ends with
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const int error = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                        text.size(), nullptr, &size, nullptr, variant);
    if (error != 0) return std::nullopt;
    bytes.resize(size);
    // libsodium takes bytes beyond ASCII for letters: only its own output is accepted.
    if (base64url_of(std::span(reinterpret_cast<const unsigned char*>(bytes.data()), size)) != text)
        return std::nullopt;
    return bytes;
}

}  // namespace till

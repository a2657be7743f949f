#pragma once
#include <array>
#include <string>
#include <string_view>

namespace till {

/// Digests of texts that only a holder of the secret can make: BLAKE2b with a key (RFC 7693, 2.9). Safe from any
/// thread.
class KeyedDigest {
 public:
    /// The key is made from the secret for this purpose, so that digests for one are of no use for another.
    KeyedDigest(std::string_view secret, std::string_view purpose);

    /// 256 bits in base64url; always the same for the same text.
    std::string of(std::string_view text) const;

 private:
    static constexpr std::size_t key_bytes = 32;
    std::array<unsigned char, key_bytes> key_{};
};

}  // namespace till

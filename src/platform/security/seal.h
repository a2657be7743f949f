#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace till {

/// Seals texts that clients store and send back, so that they can neither make one nor change it, nor use it for
/// anything but what it was sealed for. It hides nothing: its holder can read it. Safe from any thread.
class Seal {
 public:
    /// The key is made from the secret, so that one secret serves several purposes: a seal's key signs no token.
    explicit Seal(std::string_view secret);

    /// `purpose` has to be given again to open() it; it is not part of the result. In base64url.
    std::string close(std::string_view text, std::string_view purpose) const;
    /// The text; nothing for what was not closed with this key for this purpose, of any length and any bytes.
    std::optional<std::string> open(std::string_view sealed, std::string_view purpose) const;

 private:
    static constexpr std::size_t key_bytes = 32;
    static constexpr std::size_t mac_bytes = 16;
    using Mac = std::array<unsigned char, mac_bytes>;

    Mac mac_of(std::string_view text, std::string_view purpose) const;

    std::array<unsigned char, key_bytes> key_{};
};

}  // namespace till

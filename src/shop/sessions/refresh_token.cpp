#include "shop/sessions/refresh_token.h"

#include "platform/security/digest.h"
#include "platform/security/random.h"

namespace till {
namespace {

constexpr std::size_t family_bytes = 16;
constexpr std::size_t secret_bytes = 32;

}  // namespace

RefreshToken RefreshToken::of_new_family() { return {random_text(family_bytes), random_text(secret_bytes)}; }

std::optional<RefreshToken> RefreshToken::parse(std::string_view text) {
    const auto dot = text.find('.');
    if (dot == 0 || dot == std::string_view::npos || dot + 1 == text.size()) return std::nullopt;
    return RefreshToken(std::string(text.substr(0, dot)), std::string(text.substr(dot + 1)));
}

RefreshToken RefreshToken::successor(const KeyedDigest& key) const { return {family_, key.of(text())}; }

std::string RefreshToken::family_hash() const { return digest_of(family_); }

std::string RefreshToken::token_hash() const { return digest_of(secret_); }

}  // namespace till

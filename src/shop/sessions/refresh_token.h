#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/security/keyed_digest.h"

namespace till {

/// What a client gets the next access token with: `FAMILY.SECRET`. The family stays the same from sign-in to sign-out,
/// the secret changes with each refresh: another secret is that of a token that was used before. Only the digests of
/// both are stored.
class RefreshToken {
 public:
    static RefreshToken of_new_family();
    /// Nothing for what has not that shape. Whether it was ever given out is another question.
    static std::optional<RefreshToken> parse(std::string_view text);

    /// The next one of this family: made of this one with a key that only the shop has, so that every node can return
    /// the same one while no client can predict it.
    RefreshToken successor(const KeyedDigest& key) const;

    std::string text() const { return family_ + "." + secret_; }
    std::string family_hash() const;
    std::string token_hash() const;

 private:
    RefreshToken(std::string family, std::string secret) : family_(std::move(family)), secret_(std::move(secret)) {}

    std::string family_;
    std::string secret_;
};

}  // namespace till

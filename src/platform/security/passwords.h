#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace till {

/// Keeps passwords as Argon2id hashes, which hold their own salt and costs. Each call takes tens of milliseconds of a
/// processor and `memory_bytes`: run it on a pool of its own. Safe from any thread.
class PasswordHasher {
 public:
    /// The costs of new hashes: memory of at least 8 KiB, at least one pass. Throws std::invalid_argument for less.
    PasswordHasher(std::size_t memory_bytes, std::size_t passes);

    /// Of the password in Normalization Form C, so that it does not matter which keyboard composed its letters.
    std::string hash(std::string_view password) const;

    /// Whether `hash` was made from this password, or, by a program that took the bytes as they were, from these bytes.
    /// False for anything that is no hash.
    bool verify(const std::string& hash, std::string_view password) const;

    /// The work of verify() without a user: an unknown user costs as much, so that time does not reveal whether there
    /// is an account.
    void verify_nothing(std::string_view password) const;

 private:
    std::size_t memory_bytes_;
    std::size_t passes_;
    std::string nobody_;
};

}  // namespace till

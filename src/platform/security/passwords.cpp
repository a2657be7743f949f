#include "platform/security/passwords.h"

#include <new>
#include <stdexcept>

#include <sodium.h>

#include "platform/security/random.h"
#include "platform/security/sodium.h"
#include "platform/text/unicode.h"

namespace till {

PasswordHasher::PasswordHasher(std::size_t memory_bytes, std::size_t passes)
    : memory_bytes_(memory_bytes), passes_(passes) {
    if (memory_bytes < crypto_pwhash_MEMLIMIT_MIN || passes < crypto_pwhash_OPSLIMIT_MIN) {
        throw std::invalid_argument("a password needs at least 8 KiB of memory and one pass");
    }
    use_sodium();
    nobody_ = hash(random_text(32));
}

std::string PasswordHasher::hash(std::string_view password) const {
    const std::string normalized = composed(password);
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    const int failed = crypto_pwhash_str_alg(hash.data(), normalized.data(), normalized.size(), passes_, memory_bytes_,
                                             crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0) throw std::bad_alloc();
    hash.resize(hash.find('\0'));
    return hash;
}

bool PasswordHasher::verify(const std::string& hash, std::string_view password) const {
    const auto was_made_of = [&hash](std::string_view bytes) {
        return crypto_pwhash_str_verify(hash.c_str(), bytes.data(), bytes.size()) == 0;
    };
    const std::string normalized = composed(password);
    return was_made_of(normalized) || (normalized != password && was_made_of(password));
}

void PasswordHasher::verify_nothing(std::string_view password) const { static_cast<void>(verify(nobody_, password)); }

}  // namespace till

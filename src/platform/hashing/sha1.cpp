#include "platform/hashing/sha1.h"

#include <array>
#include <span>
#include <stdexcept>

#include <openssl/evp.h>

#include "platform/text/hex.h"

namespace till {

std::string sha1_of(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), hash.data(), &size, EVP_sha1(), nullptr) != 1) {
        throw std::runtime_error("OpenSSL does not offer SHA-1");
    }
    return hex_of(std::span(hash).first(size));
}

}  // namespace till

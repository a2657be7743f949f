#include "platform/security/random.h"

#include <stdexcept>
#include <vector>

#include <sodium.h>

#include "platform/security/base64url.h"
#include "platform/security/sodium.h"

namespace till {

void use_sodium() {
    // sodium_init() is safe to call from several threads and more than once.
    static const bool ready = sodium_init() >= 0;
    if (!ready) throw std::runtime_error("libsodium cannot be started");
}

std::string random_text(std::size_t bytes) {
    if (bytes == 0) return "";
    use_sodium();
    std::vector<unsigned char> random(bytes);
    randombytes_buf(random.data(), random.size());
    return base64url_of(random);
}

}  // namespace till

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/config/configuration.h"

namespace till {
namespace {

constexpr std::size_t key_bytes_min = 32;
constexpr std::size_t key_bytes_max = 4096;
constexpr std::string_view how_to_make_one =
    "make one with `openssl rand -hex 32` and give it as TILL_TOKENS_SECRET, or write it into a file of mode 0600 and "
    "name that in tokens.secret_file";

class File {
 public:
    explicit File(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    int descriptor() const { return descriptor_; }

 private:
    int descriptor_;
};

[[noreturn]] void refuse(const std::string& path, std::string_view reason) {
    throw ConfigurationError(fmt::format("tokens.secret_file: {}: {}", path, reason));
}

std::string read_key(const std::string& path) {
    const File file(path);
    struct stat status {};
    if (file.descriptor() < 0 || ::fstat(file.descriptor(), &status) != 0) refuse(path, std::strerror(errno));
    if (!S_ISREG(status.st_mode)) refuse(path, "is not a file");
    if ((status.st_mode & 077) != 0) refuse(path, "others than its owner have rights on it; use chmod 600");

    std::string key(key_bytes_max + 1, '\0');
    const ssize_t count = ::read(file.descriptor(), key.data(), key.size());
    if (count < 0) refuse(path, std::strerror(errno));
    key.resize(static_cast<std::size_t>(count));
    if (key.size() > key_bytes_max) refuse(path, fmt::format("holds more than {} bytes", key_bytes_max));
    if (key.ends_with('\n')) key.pop_back();
    if (key.ends_with('\r')) key.pop_back();
    return key;
}

}  // namespace

std::string signing_key(const Configuration& configuration) {
    const TokenSettings& tokens = configuration.tokens;
    const bool from_file = tokens.secret.empty() && !tokens.secret_file.empty();
    std::string key = from_file ? read_key(tokens.secret_file) : tokens.secret;
    if (key.empty() && !from_file) {
        throw ConfigurationError(
            fmt::format("tokens.secret: there is no key to sign tokens with; {}", how_to_make_one));
    }
    if (key.size() < key_bytes_min) {
        throw ConfigurationError(fmt::format("tokens.{}: the key has {} bytes, and has to have at least {}; {}",
                                             from_file ? "secret_file" : "secret", key.size(), key_bytes_min,
                                             how_to_make_one));
    }
    return key;
}

}  // namespace till

#pragma once
#include <string>

#include "support/temporary_folder.h"

namespace till::test {

/// An authority of a test's own and a server's certificate that it has signed, made by openssl, for as long as this
/// lives.
class Certificates {
 public:
    /// The server's is good for `host`, `IP:127.0.0.1` or `DNS:name`. Throws std::runtime_error where openssl is
    /// missing.
    explicit Certificates(const std::string& host = "IP:127.0.0.1");

    std::string authority() const { return folder_.file("ca.pem"); }
    std::string certificate() const { return folder_.file("server.pem"); }
    std::string key() const { return folder_.file("server.key"); }

 private:
    void run(const std::string& arguments) const;

    TemporaryFolder folder_;
};

}  // namespace till::test

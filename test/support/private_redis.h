#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "support/temporary_folder.h"
#include "support/till_process.h"

namespace till::test {

/// A Redis of a test's own, without files, on a free port of loopback.
class PrivateRedis {
 public:
    /// Throws std::runtime_error with the reason when Redis is not installed or does not start.
    /// `more` is added to its command line; `scheme` is how its url() begins.
    explicit PrivateRedis(std::vector<std::string> more = {}, std::string scheme = "redis");

    std::string url() const { return scheme_ + "://127.0.0.1:" + std::to_string(port_); }
    std::uint16_t port() const { return port_; }

    /// SIGKILL. What it knew is gone.
    void stop() { server_.reset(); }
    /// Again, on the same port.
    void start();
    /// Stops it (no replies), until it continues.
    void freeze() const;
    void thaw() const;

 private:
    TemporaryFolder folder_;
    std::vector<std::string> more_;
    std::string scheme_;
    std::uint16_t port_;
    std::unique_ptr<Child> server_;
};

}  // namespace till::test

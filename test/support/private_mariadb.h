#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include <sys/types.h>

#include "support/temporary_folder.h"

namespace till::test {

/// A MariaDB server of the tests' own: in a temporary folder, on a free port of loopback, with a user whose password
/// has to be percent-encoded. It ends with the test program.
class PrivateMariadb {
 public:
    /// The server that a test program shares. Making one takes some seconds. Throws std::runtime_error with the reason
    /// when MariaDB is not installed or does not start.
    static PrivateMariadb& shared();

    /// `options` are added to the server's command line.
    explicit PrivateMariadb(std::vector<std::string> options = {});
    ~PrivateMariadb();

    PrivateMariadb(const PrivateMariadb&) = delete;
    PrivateMariadb& operator=(const PrivateMariadb&) = delete;

    /// Makes an empty database and returns its URL over TCP.
    std::string fresh_database();
    /// The same database over the server's socket.
    std::string over_socket(const std::string& url) const;

    /// Stops the server (SIGTERM, or SIGKILL) and restarts it on the same data and port.
    void stop(int signal);
    void start();

    /// Runs statements of one line as root.
    void run(const std::string& statement) const;

    std::uint16_t port() const { return port_; }
    std::string log() const;

 private:
    void install();
    void wait_until_ready();
    bool ended();

    TemporaryFolder folder_;
    std::vector<std::string> options_;
    std::uint16_t port_ = 0;
    pid_t server_ = -1;
    int databases_ = 0;
};

}  // namespace till::test

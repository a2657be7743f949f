#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

#include "support/temporary_folder.h"

namespace till::test {

/// Variables TILL_<SECTION>_<KEY> of the configuration.
using Settings = std::map<std::string, std::string>;

/// What a test needs to start the program on a database: a port of its own, no management listener, a signing key and
/// passwords that cost little. MariaDB is migrated at the start.
Settings settings_for(const std::string& database_url);
/// The signing key of settings_for().
inline constexpr const char* signing_secret = "a signing key for tests, long enough";

/// A program with some arguments and settings, as a process whose output is stored. Ends with this object, and with the
/// test program whatever happens to that. The environment's own TILL_… variables do not reach it.
class Child {
 public:
    /// The program that is tested.
    Child(const std::vector<std::string>& arguments, const Settings& settings, const std::string& input = {});
    /// Another, by its path.
    Child(const std::string& program, const std::vector<std::string>& arguments, const Settings& settings,
          const std::string& input);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Exit status; 128 and the signal's number where one ended it; -1 while it runs.
    int status();
    /// Waits for the end (two minutes; then it is killed).
    int wait();
    /// Waits until something listens on that port of loopback. Throws std::runtime_error with what was said where the
    /// process ends before, or two minutes do.
    void wait_for_port(std::uint16_t port);
    void signal(int number) const;
    pid_t id() const { return process_; }

    std::string output() const;
    std::string errors() const;

 private:
    TemporaryFolder folder_;
    pid_t process_ = -1;
    int status_ = -1;
};

/// A run of the program from beginning to end.
struct FinishedRun {
    int status;
    std::string output;
    std::string errors;
};
FinishedRun run_till(const std::vector<std::string>& arguments, const Settings& settings = {},
                     const std::string& input = {});

/// `till serve`, which is ready once this is constructed. It has to end with 0 on SIGTERM: the destructor fails the
/// test where it does not.
class TillProcess {
 public:
    /// Throws std::runtime_error with what the program said where it does not start.
    explicit TillProcess(const Settings& settings, const std::vector<std::string>& arguments = {"serve"});
    ~TillProcess();

    std::uint16_t port() const { return port_; }
    /// Of the listener for operators; throws std::runtime_error where TILL_SERVER_MANAGEMENT is off.
    std::uint16_t management_port() const;
    /// SIGTERM, and the exit status.
    int stop();
    void signal(int number) const { child_.signal(number); }
    pid_t id() const { return child_.id(); }
    int wait() { return child_.wait(); }
    std::string output() const { return child_.output(); }
    std::string errors() const { return child_.errors(); }

 private:
    Child child_;
    std::uint16_t port_ = 0;
    bool stopped_ = false;
};

}  // namespace till::test

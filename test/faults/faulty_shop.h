#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "faults/recorded_shop.h"
#include "support/databases.h"
#include "support/till_process.h"

namespace till::test {

/// The program on a database that outlives it: it may be killed, cut off and started again.
class FaultyShop : public RecordedShop {
 public:
    /// Makes the admin and starts the program. `more` are further settings, and variables such as LD_PRELOAD.
    explicit FaultyShop(std::string database_url, const Settings& more = {});

    void start();
    void kill();
    /// SIGTERM; the exit status.
    int stop();
    bool is_running() const { return process_ != nullptr; }
    TillProcess& process() { return *process_; }
    /// For the next start.
    Settings& settings() { return settings_; }

    /// Another door than the program's own, for shoppers.
    void lead_through(std::uint16_t port);

 protected:
    std::uint16_t port() const override { return process_->port(); }

 private:
    Settings settings_;
    std::unique_ptr<TillProcess> process_;
    std::uint16_t detour_ = 0;
};

/// The base of the suites: says the seed where a test fails.
class Fault : public testing::Test {
 private:
    testing::ScopedTrace seed_;

 public:
    Fault();
};

class FaultOnBoth : public testing::TestWithParam<DatabaseKind> {
 private:
    testing::ScopedTrace seed_;

 public:
    FaultOnBoth();
};

}  // namespace till::test

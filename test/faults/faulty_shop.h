#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "faults/auditor.h"
#include "faults/record.h"
#include "support/databases.h"
#include "support/shop_test.h"
#include "support/temporary_folder.h"
#include "support/till_process.h"

namespace till::test {

/// Who shops: a customer and the token of its account.
struct Guest {
    std::int64_t customer = 0;
    std::string token;
};

/// The program on a store that outlives it: it may be killed, cut off and started again, and what its shoppers ask and
/// are told is recorded outside of it.
class FaultyShop {
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

    /// Where shoppers go; 0 while it is closed. start() opens the program's own, unless it was led elsewhere.
    std::uint16_t door() const { return door_; }
    void lead_through(std::uint16_t port);

    Api anyone() const { return Api(process_->port()); }
    Api admin() const { return Api(process_->port(), admin_token_); }
    Api with_token(const std::string& token) const { return Api(process_->port(), token); }
    const std::string& admin_token() const { return admin_token_; }

    Guest new_guest();
    std::int64_t new_product(std::int64_t stock);
    /// Products with plenty, and two that run out.
    void fill_shelves();
    const std::vector<std::int64_t>& products() const { return products_; }

    Record& record() { return record_; }
    const std::string& database_url() const { return url_; }
    StoreContents contents() const;
    /// Of what the store holds now, whether the program runs or not.
    Findings audit(const AuditRules& rules = {}) const;

 private:
    std::string url_;
    TemporaryFolder folder_;
    Settings settings_;
    Record record_;
    std::unique_ptr<TillProcess> process_;
    std::atomic<std::uint16_t> door_{0};
    std::uint16_t detour_ = 0;
    std::string admin_token_;
    std::vector<std::int64_t> products_;
    int guests_ = 0;
};

/// What a store at that address holds.
StoreContents contents_of(const std::string& database_url);

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

/// No faults; they are shown where there are some.
MATCHER(FindsNothingWrong, "finds nothing wrong") {
    *result_listener << arg.text();
    return arg.faults.empty();
}

}  // namespace till::test

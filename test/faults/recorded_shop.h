#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "faults/auditor.h"
#include "faults/record.h"
#include "support/shop_test.h"
#include "support/temporary_folder.h"

namespace till::test {

/// Who shops: a customer and the token of its account.
struct Guest {
    std::int64_t customer = 0;
    std::string token;
};

/// A shop whose requests and responses are recorded outside of it, so that an audit can compare them with what it
/// holds. How it runs, and where, is said by those that derive from it.
class RecordedShop {
 public:
    explicit RecordedShop(std::string database_url);
    virtual ~RecordedShop() = default;
    RecordedShop(const RecordedShop&) = delete;
    RecordedShop& operator=(const RecordedShop&) = delete;

    /// Where shoppers go; 0 while it is closed.
    std::uint16_t door() const { return door_; }

    Api anyone() const { return Api(port()); }
    Api admin() const { return Api(port(), admin_token_); }
    Api with_token(const std::string& token) const { return Api(port(), token); }
    const std::string& admin_token() const { return admin_token_; }

    Guest new_guest();
    std::int64_t new_product(std::int64_t stock);
    /// Products with plenty, and two that run out.
    void fill_shelves();
    const std::vector<std::int64_t>& products() const { return products_; }

    Record& record() { return record_; }
    const std::string& database_url() const { return url_; }
    DatabaseContents contents() const;
    /// Of what the database holds now, whether the program runs or not.
    Findings audit(const AuditRules& rules = {}) const;

 protected:
    /// Where the API is, past whatever stands before the door.
    virtual std::uint16_t port() const = 0;
    void set_door(std::uint16_t port) { door_ = port; }
    void make_admin(const Settings& settings) const;
    void sign_in_admin();

 private:
    std::string url_;
    TemporaryFolder folder_;
    Record record_;
    std::atomic<std::uint16_t> door_{0};
    std::string admin_token_;
    std::vector<std::int64_t> products_;
    int guests_ = 0;
};

/// What the database at that address holds.
DatabaseContents contents_of(const std::string& database_url);

/// No faults; prints them where there are some.
MATCHER(FindsNothingWrong, "finds nothing wrong") {
    *result_listener << arg.text();
    return arg.faults.empty();
}

}  // namespace till::test

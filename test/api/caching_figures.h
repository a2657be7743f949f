#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "support/shop_test.h"

/// Numbers of a shop that grow, each by a writer of its own, and the responses that contain them.
namespace till::test {

/// A number in the database that only grows, and its value after the last write that has returned.
class Growing {
 public:
    std::int64_t returned() const { return value_; }
    void has_returned(std::int64_t value) { value_ = value; }

 private:
    std::atomic<std::int64_t> value_{0};
};

/// Raises the number by one to `value`; throws where that is refused.
struct Writing {
    std::string name;
    std::function<void(const Api& admin, std::int64_t value)> write;
    std::shared_ptr<Growing> figure = std::make_shared<Growing>();
};

/// A response from which the number can be read.
struct Reading {
    std::function<std::string()> path;
    std::function<std::int64_t(const Response&)> seen;
    std::shared_ptr<Growing> figure;
    std::string token;
};

class Figures {
 public:
    using Reader = std::function<std::int64_t(const Response&)>;

    explicit Figures(RunningShop& shop);

    const std::vector<Writing>& writings() const { return writings_; }
    const std::vector<Reading>& readings() const { return readings_; }

 private:
    std::shared_ptr<Growing> grows(const std::string& name,
                                   std::function<void(const Api& admin, std::int64_t value)> write);
    void shown(const std::shared_ptr<Growing>& figure, const std::string& token, const std::string& path,
               Reader reader);
    void shown_of_product(const std::shared_ptr<Growing>& figure, std::int64_t product, const std::string& name,
                          const std::string& word, const std::function<std::int64_t(const std::string&)>& cell);
    void add_prices();
    void add_stock();
    void add_orders();
    void add_transitions();
    void add_cart();
    void add_customer();
    void add_account();
    void add_categories();
    void transition_an_order(const Api& admin, std::size_t step);
    std::int64_t transitions_until(const std::string& order, const std::string& status);
    std::string latest_order();

    RunningShop& shop_;
    const Shopper shopper_;
    const Shopper buyer_;
    const std::int64_t priced_;
    const std::int64_t stocked_;
    const std::int64_t sold_;
    const std::int64_t moved_;
    std::mutex mutex_;
    std::vector<std::string> orders_;  // whose status is changed, one after the other
    std::vector<Writing> writings_;
    std::vector<Reading> readings_;
};

}  // namespace till::test

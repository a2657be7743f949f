#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "faults/recorded_shop.h"

namespace till::test {

/// The responses to shoppers so far.
struct Told {
    std::atomic<std::int64_t> orders{0};   ///< a 201, each time
    std::atomic<std::int64_t> refused{0};  ///< 4xx and 503
    std::atomic<std::int64_t> busy{0};     ///< the 503 among them
    std::atomic<std::int64_t> nothing{0};  ///< no response, or one that does not know

    /// Responses that no shopper should ever get, as they came.
    std::vector<std::string> surprises() const;
    void surprise(const std::string& text);

 private:
    mutable std::mutex mutex_;
    std::vector<std::string> surprises_;
};

/// Some shoppers at once, each with an account and a connection of its own: they order with and without a key, fill a
/// cart and check it out, advance and cancel their orders, and have stock delivered, with every request and response
/// recorded. An order with a key whose response does not come is often replayed. While the shop is closed they wait;
/// when it is killed they come back.
class Shoppers {
 public:
    struct Habits {
        double with_key = 0.7;
        double retries = 0.8;
        bool others_than_orders = true;
        bool orders = true;
        bool through_proxy = false;  ///< a 502, 503 or 504 may be the proxy's own, which does not know what happened
        std::int64_t units_received_max = 50;  ///< in a delivery; with 50, about as many come as are ordered
    };

    /// They begin at once. `part` is of the dice.
    Shoppers(RecordedShop& shop, const std::vector<Guest>& guests, std::uint64_t part, const Habits& habits);
    Shoppers(RecordedShop& shop, const std::vector<Guest>& guests, std::uint64_t part)
        : Shoppers(shop, guests, part, Habits{}) {}
    ~Shoppers() { leave(); }

    /// Each finishes its request, and leaves.
    void leave();
    const Told& told() const { return told_; }
    /// Waits until that many more orders got a 201; false after two minutes.
    bool wait_for_orders(std::int64_t more) const;

 private:
    Told told_;
    std::vector<std::jthread> threads_;
};

}  // namespace till::test

#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "faults/faulty_shop.h"

namespace till::test {

/// How long calls of one kind took, and what was wrong with them.
struct Waits {
    std::vector<double> milliseconds;
    std::vector<std::string> refusals;  ///< as they came; the first few

    /// What 99 of 100 took at most; 0 where there was none.
    double p99_ms() const;
};

/// A well-behaved client among attackers: reads a product, places an order and signs in, over and over, each from a
/// connection of its own and with a pause, from an address of its own.
class Bystander {
 public:
    struct Calls {
        Waits reads;
        Waits orders;
        Waits sign_ins;
    };

    /// `username` is an account of the shop, with good_password.
    Bystander(const FaultyShop& shop, std::string username, std::string token, std::int64_t product);
    ~Bystander();

    /// What was seen since the last call.
    Calls take();
    /// Orders whose response was a 201, in all.
    std::int64_t orders() const { return orders_; }
    /// Ends its visit.
    void leave() { threads_.clear(); }

 private:
    using Call = std::function<Response(const Api&)>;
    void repeat(const std::stop_token& end, const Call& call, int wanted, Waits Calls::*waits,
                std::chrono::milliseconds pause);
    void note(Waits Calls::*waits, double milliseconds, const std::string& refusal);

    std::uint16_t port_;
    std::string username_;
    std::string token_;
    std::int64_t product_;
    std::atomic<std::int64_t> orders_{0};
    std::mutex mutex_;
    Calls calls_;
    std::vector<std::jthread> threads_;
};

}  // namespace till::test

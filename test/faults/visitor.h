#pragma once
#include <chrono>
#include <optional>
#include <random>
#include <stop_token>
#include <vector>

#include "faults/shoppers.h"

namespace till::test {

/// One of the shoppers.
class Visitor {
 public:
    Visitor(RecordedShop& shop, Guest guest, std::mt19937_64 random, const Shoppers::Habits& habits, Told& told)
        : shop_(shop), guest_(std::move(guest)), random_(random), habits_(habits), told_(told) {}

    void shop_until(const std::stop_token& end);

 private:
    struct OwnOrder {
        std::int64_t id;
        std::string status;
    };
    struct Call {
        std::string method;
        std::string path;
        json::Value body;
        Headers headers;
        bool by_admin = false;
    };

    void do_something();
    void order();
    void check_out();
    void move();
    void receive();

    Basket pick();
    bool fill_cart(const Basket& basket);
    bool change_cart(const Call& call, int status);
    /// A node that hangs may carry out a request when it continues, after the proxy has given it up. So a visitor
    /// without a response leaves its cart alone for a while: a late change would change the next order.
    void leave_cart_unless_certain(const std::optional<Response>& response);
    void place(Asked asked, Call call);
    /// True where a response says how it went.
    bool try_once(std::int64_t number, const Call& call, std::optional<Response>& response);
    std::optional<Response> send(const Call& call);

    RecordedShop& shop_;
    const Guest guest_;
    std::mt19937_64 random_;
    const Shoppers::Habits habits_;
    Told& told_;
    std::stop_token end_;
    std::chrono::steady_clock::time_point cart_is_certain_at_;
    std::uint16_t port_ = 0;
    std::unique_ptr<Api> own_;
    std::unique_ptr<Api> admin_;
    std::vector<OwnOrder> orders_;
};

}  // namespace till::test

#include "faults/bystander.h"

#include <algorithm>
#include <chrono>
#include <functional>

namespace till::test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr const char* own_address = "127.77.7.7";
constexpr std::size_t refusals_shown = 3;

}  // namespace

double Waits::p99_ms() const {
    if (milliseconds.empty()) return 0;
    std::vector<double> sorted = milliseconds;
    std::sort(sorted.begin(), sorted.end());
    return sorted[std::min(sorted.size() - 1, sorted.size() * 99 / 100)];
}

Bystander::Bystander(const FaultyShop& shop, std::string username, std::string token, std::int64_t product)
    : port_(shop.door()), username_(std::move(username)), token_(std::move(token)), product_(product) {
    const auto visit = [this](Call call, int wanted, Waits Calls::*waits, std::chrono::milliseconds pause) {
        threads_.emplace_back([this, call = std::move(call), wanted, waits, pause](const std::stop_token& end) {
            repeat(end, call, wanted, waits, pause);
        });
    };
    visit([this](const Api& api) { return api.get("/products/" + std::to_string(product_)); }, 200, &Calls::reads,
          20ms);
    visit([this](const Api& api) { return api.post("/orders", order_of(product_, 1)); }, 201, &Calls::orders, 20ms);
    visit(
        [this](const Api& api) {
            return api.post("/login", json::Object{{"username", username_}, {"password", good_password}});
        },
        200, &Calls::sign_ins, 100ms);
}

Bystander::~Bystander() { leave(); }

void Bystander::repeat(const std::stop_token& end, const Call& call, int wanted, Waits Calls::*waits,
                       std::chrono::milliseconds pause) {
    while (!end.stop_requested()) {
        const auto began = Clock::now();
        std::string refusal;
        try {
            const Api api(port_, token_, own_address);
            const Response response = call(api);
            if (response.status != wanted) refusal = testing::PrintToString(response);
            if (response.status == 201) ++orders_;
        } catch (const std::exception& failure) {
            refusal = failure.what();
        }
        note(waits, std::chrono::duration<double, std::milli>(Clock::now() - began).count(), refusal);
        std::this_thread::sleep_for(pause);
    }
}

void Bystander::note(Waits Calls::*waits, double milliseconds, const std::string& refusal) {
    const std::scoped_lock lock(mutex_);
    Waits& those = calls_.*waits;
    those.milliseconds.push_back(milliseconds);
    if (!refusal.empty() && those.refusals.size() < refusals_shown) those.refusals.push_back(refusal);
}

Bystander::Calls Bystander::take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(calls_, Calls());
}

}  // namespace till::test

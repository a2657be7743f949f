#include "faults/shoppers.h"

#include <chrono>

#include "faults/effort.h"
#include "faults/visitor.h"

namespace till::test {

namespace {

constexpr std::size_t surprises_kept = 20;
constexpr std::chrono::minutes patience_min{2};

}  // namespace

std::vector<std::string> Told::surprises() const {
    const std::lock_guard lock(mutex_);
    return surprises_;
}

void Told::surprise(const std::string& text) {
    const std::lock_guard lock(mutex_);
    if (surprises_.size() < surprises_kept) surprises_.push_back(text);
}

Shoppers::Shoppers(RecordedShop& shop, const std::vector<Guest>& guests, std::uint64_t part, const Habits& habits) {
    for (std::size_t i = 0; i < guests.size(); ++i) {
        threads_.emplace_back(
            [this, &shop, habits, guest = guests[i], random = dice(part * 1000 + i)](const std::stop_token& end) {
                Visitor(shop, guest, random, habits, told_).shop_until(end);
            });
    }
}

void Shoppers::leave() {
    for (std::jthread& thread : threads_) thread.request_stop();
    threads_.clear();  // joins
}

bool Shoppers::wait_for_orders(std::int64_t more) const {
    const std::int64_t wanted = told_.orders + more;
    const auto deadline = std::chrono::steady_clock::now() + patience_min;
    while (told_.orders < wanted) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

}  // namespace till::test

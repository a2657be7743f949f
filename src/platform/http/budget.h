#pragma once
#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace till::http {

/// A bound in bytes that many share: what one has taken, the others cannot. It may be a part of a larger one, whose
/// bound holds as well. Safe from any thread.
class Budget {
 public:
    explicit Budget(std::size_t bytes_max, std::shared_ptr<Budget> whole = nullptr)
        : bytes_max_(bytes_max), whole_(std::move(whole)) {}

    /// False, and nothing is taken, where a bound would be passed.
    bool take(std::size_t bytes) {
        std::size_t before = taken_;
        do {
            if (bytes > bytes_max_ || before > bytes_max_ - bytes) return false;
        } while (!taken_.compare_exchange_weak(before, before + bytes));
        if (!whole_ || whole_->take(bytes)) return true;
        taken_ -= bytes;
        return false;
    }
    void give_back(std::size_t bytes) {
        if (whole_) whole_->give_back(bytes);
        taken_ -= bytes;
    }
    std::size_t taken() const { return taken_; }

 private:
    const std::size_t bytes_max_;
    const std::shared_ptr<Budget> whole_;
    std::atomic<std::size_t> taken_{0};
};

/// The share of one holder in a budget, returned by the destructor. For one thread at a time.
class Holding {
 public:
    /// Without a budget, nothing is bounded.
    explicit Holding(std::shared_ptr<Budget> budget = nullptr) : budget_(std::move(budget)) {}
    ~Holding() { resize(0); }
    Holding(Holding&& other) noexcept : budget_(std::move(other.budget_)), bytes_(std::exchange(other.bytes_, 0)) {}
    Holding& operator=(Holding&& other) noexcept {
        std::swap(budget_, other.budget_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }

    /// Takes or gives back the difference; false, and nothing changes, where there is not as much.
    bool resize(std::size_t bytes) {
        if (budget_ && bytes > bytes_ && !budget_->take(bytes - bytes_)) return false;
        if (budget_ && bytes < bytes_) budget_->give_back(bytes_ - bytes);
        bytes_ = bytes;
        return true;
    }
    std::size_t bytes() const { return bytes_; }

 private:
    std::shared_ptr<Budget> budget_;
    std::size_t bytes_ = 0;
};

}  // namespace till::http

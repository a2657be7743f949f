#pragma once
#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

namespace till::caching {

/// A part of a bounded total, returned by the destructor.
class Reservation {
 public:
    /// None where the total would pass `max`.
    static std::optional<Reservation> take(std::atomic<std::size_t>& total, std::size_t bytes, std::size_t max) {
        std::size_t before = total;
        do {
            if (bytes > max || before > max - bytes) return std::nullopt;
        } while (!total.compare_exchange_weak(before, before + bytes));
        return Reservation(total, bytes);
    }

    ~Reservation() {
        if (total_ != nullptr) *total_ -= bytes_;
    }
    Reservation(Reservation&& other) noexcept : total_(std::exchange(other.total_, nullptr)), bytes_(other.bytes_) {}
    Reservation& operator=(Reservation&&) = delete;

 private:
    Reservation(std::atomic<std::size_t>& total, std::size_t bytes) : total_(&total), bytes_(bytes) {}

    std::atomic<std::size_t>* total_;
    std::size_t bytes_;
};

}  // namespace till::caching

#pragma once
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace till::http {

/// Received bytes that are not yet parsed, contiguous. Small while there is nothing: a server holds thousands.
class ReadBuffer {
 public:
    static constexpr std::size_t small_bytes = 2 * 1024;
    static constexpr std::size_t retained_bytes_max = 4 * 1024;
    static constexpr std::size_t large_bytes = 64 * 1024;

    std::string_view unread() const { return {bytes_.get() + begin_, end_ - begin_}; }
    bool empty() const { return begin_ == end_; }
    std::size_t capacity() const { return capacity_; }
    void clear() { begin_ = end_ = 0; }
    void consume(std::size_t count) { begin_ += count; }
    void commit(std::size_t count) { end_ += count; }

    /// Where the next bytes go, and how many at most; at least one, and room for `wanted` up to large_bytes.
    char* room() { return bytes_.get() + end_; }
    std::size_t room_size() const { return capacity_ - end_; }
    void make_room(std::size_t wanted) {
        if (empty()) {
            clear();
            if (capacity_ > retained_bytes_max && wanted == 0) capacity_ = 0;
        }
        const std::size_t held = end_ - begin_;
        const std::size_t needed =
            std::max(held + std::max<std::size_t>(1, std::min(wanted, large_bytes)), small_bytes);
        if (needed > capacity_) {
            const std::size_t grown =
                capacity_ < large_bytes ? std::min(capacity_ * 2, large_bytes) : capacity_ + large_bytes;
            move_to(std::max(needed, grown), held);
        } else if (begin_ > 0) {
            std::memmove(bytes_.get(), bytes_.get() + begin_, held);
            begin_ = 0;
            end_ = held;
        }
    }

 private:
    void move_to(std::size_t capacity, std::size_t held) {
        auto larger = std::make_unique_for_overwrite<char[]>(capacity);
        if (held > 0) std::memcpy(larger.get(), bytes_.get() + begin_, held);
        bytes_ = std::move(larger);
        capacity_ = capacity;
        begin_ = 0;
        end_ = held;
    }

    std::unique_ptr<char[]> bytes_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace till::http

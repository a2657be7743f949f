#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace till::caching {

/// A name, as 64 bits, for something that responses depend on and writes invalidate.
using Tag = std::uint64_t;

/// A position in the order of all invalidations.
using SequenceNumber = std::uint64_t;

/// The position of the last invalidation of each tag, in a table of fixed size: tags that share a place are invalidated
/// together, which costs a needless new response and never a stale one. Half a megabyte. Safe from any thread,
/// lock-free.
///
/// The rule: a reader takes now() before its first read; a writer calls invalidate() when the change can be seen and
/// before any client gets the response to the write. Then the reader's value is good as long as it is valid_since()
/// that moment.
class Invalidations {
 public:
    Invalidations();

    SequenceNumber now() const { return sequence_; }
    void invalidate(std::span<const Tag> tags);
    /// For changes whose tags are unknown.
    void invalidate_all();
    bool valid_since(SequenceNumber began, std::span<const Tag> tags) const;

 private:
    static constexpr std::size_t places = 65'536;
    static std::size_t place_of(Tag tag) { return tag % places; }

    std::atomic<SequenceNumber> sequence_{0};
    std::vector<std::atomic<SequenceNumber>> invalidated_;
};

}  // namespace till::caching

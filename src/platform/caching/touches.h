#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace till::caching {

/// A name, as 64 bits, for something that answers depend on and writes touch.
using Tag = std::uint64_t;

/// A place in the order of all touches.
using Moment = std::uint64_t;

/// Remembers when each tag was last touched, in a table of fixed size: tags that share a place are touched together,
/// which costs a needless new answer and never a stale one. Half a megabyte. Safe from any thread, lock-free.
///
/// The rule: whoever makes an answer takes now() before the first thing that he reads; whoever changes what is read
/// calls touch() when the change can be seen and before anyone is told that it was made. Then what was made is good as
/// long as it is untouched_since() that moment.
class Touches {
 public:
    Touches();

    Moment now() const { return sequence_; }
    void touch(std::span<const Tag> tags);
    /// For changes of which nobody knows what they touched.
    void touch_all();
    bool untouched_since(Moment began, std::span<const Tag> tags) const;

 private:
    static constexpr std::size_t places = 65'536;
    static std::size_t place_of(Tag tag) { return tag % places; }

    std::atomic<Moment> sequence_{0};
    std::vector<std::atomic<Moment>> touched_;
};

}  // namespace till::caching

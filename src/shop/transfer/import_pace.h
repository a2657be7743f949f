#pragma once
#include <chrono>
#include <cstddef>

namespace till {

/// How much an import writes at a time, so that others hardly notice. Orders wait for the writer while a part of the
/// import has it, so a part is as large as is done in a few milliseconds. Where others write, parts are smaller and
/// they get most of the writer's time: the import then pauses for several times what it took.
class ImportPace {
 public:
    using Duration = std::chrono::steady_clock::duration;

    static constexpr std::size_t rows_max = 500;
    static constexpr std::chrono::milliseconds aim_ms{20};           ///< for a part
    static constexpr std::chrono::milliseconds contended_aim_ms{4};  ///< for one where others write
    static constexpr std::chrono::milliseconds contended_ms{1};      ///< a longer wait means contention
    static constexpr std::chrono::milliseconds longest_pause_ms{100};
    static constexpr int pause_for_each = 4;

    /// How many rows the next part has, from 1 to rows_max.
    std::size_t rows() const { return rows_; }

    /// After a part of `written` rows, which waited for its turn and then took so long. Returns how long to leave the
    /// writer to others.
    Duration after(std::size_t written, Duration waited, Duration took);

 private:
    std::size_t rows_ = 20;
};

}  // namespace till

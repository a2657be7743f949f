#include "shop/transfer/import_pace.h"

#include <algorithm>

namespace till {
namespace {

std::size_t fitting_rows(std::size_t written, ImportPace::Duration took, ImportPace::Duration aim,
                         std::size_t at_most) {
    if (took <= ImportPace::Duration::zero()) return at_most;
    const std::int64_t fitting = static_cast<std::int64_t>(written) * aim.count() / took.count();
    return std::clamp<std::size_t>(static_cast<std::size_t>(fitting), 1, at_most);
}

}  // namespace

ImportPace::Duration ImportPace::after(std::size_t written, Duration waited, Duration took) {
    const bool is_alone = waited < contended_ms;
    const Duration aim = is_alone ? aim_ms : contended_aim_ms;
    // A part that is small because the file is at its end says nothing about larger ones.
    if (written * 2 >= rows_ || took > aim) rows_ = fitting_rows(written, took, aim, std::min(rows_ * 2, rows_max));
    if (is_alone) return Duration::zero();
    return std::min<Duration>(took * pause_for_each, longest_pause_ms);
}

}  // namespace till

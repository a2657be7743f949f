#include "platform/limits/tightest.h"

#include <algorithm>

namespace till::limits {
namespace {

using std::chrono::ceil;
using std::chrono::seconds;

bool is_tighter(const Verdict& left, const Verdict& right) {
    if (left.remaining != right.remaining) return left.remaining < right.remaining;
    return left.reset > right.reset;
}

}  // namespace

void Tightest::allowed(const Limit& limit, const Count& count) {
    const std::uint32_t remaining = limit.amount - std::min(count.hits, limit.amount);
    keep({true, limit, remaining, ceil<seconds>(count.ends), seconds(0)});
}

void Tightest::refused(const Limit& limit, const Count& count, Timestamp now) {
    keep({false, limit, 0, ceil<seconds>(count.ends), std::max(seconds(1), ceil<seconds>(count.ends - now))});
}

void Tightest::keep(const Verdict& verdict) {
    if (!verdict_ || is_tighter(verdict, *verdict_)) verdict_ = verdict;
}

}  // namespace till::limits

#include "limits/fixed_windows.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace till::limits {
namespace {

using std::chrono::ceil;
using std::chrono::seconds;

Verdict allowed(const Limit& limit, const Count& count) {
    return {true, limit, limit.amount - count.hits, ceil<seconds>(count.ends), seconds(0)};
}

Verdict refused(const Limit& limit, const Count& count, Timestamp now) {
    return {false, limit, 0, ceil<seconds>(count.ends), ceil<seconds>(count.ends - now)};
}

bool is_tighter(const Verdict& left, const Verdict& right) {
    if (left.remaining != right.remaining) return left.remaining < right.remaining;
    return left.reset > right.reset;
}

void keep_tightest(std::optional<Verdict>& tightest, const Verdict& verdict) {
    if (!tightest || is_tighter(verdict, *tightest)) tightest = verdict;
}

}  // namespace

Verdict FixedWindows::hit(std::string_view key, std::span<const Limit> limits, Timestamp now) {
    const std::uint64_t hash = counts_.hash_of(key);
    return counts_.with_table(hash, [&](CountTable& table) {
        std::optional<Verdict> verdict;
        for (const Limit& limit : limits) {
            const Count count = window(table, hash, limit, now);
            if (count.hits >= limit.amount) keep_tightest(verdict, refused(limit, count, now));
        }
        if (verdict) return *verdict;
        for (const Limit& limit : limits) {
            Count count = window(table, hash, limit, now);
            ++count.hits;
            table.set(hash_of(hash, limit), count);
            keep_tightest(verdict, allowed(limit, count));
        }
        return verdict.value_or(Verdict{});
    });
}

/// Windows of one key are kept in one table, so that they are looked at together.
std::uint64_t FixedWindows::hash_of(std::uint64_t key, const Limit& limit) const {
    const std::uint64_t parts[] = {key, limit.amount, static_cast<std::uint64_t>(limit.window.count())};
    char bytes[sizeof parts];
    std::memcpy(bytes, parts, sizeof parts);
    return counts_.hash_of({bytes, sizeof bytes});
}

Count FixedWindows::window(CountTable& table, std::uint64_t key, const Limit& limit, Timestamp now) const {
    const Timestamp end = now + limit.window;
    const std::uint64_t hash = hash_of(key, limit);
    std::optional<Count> count = table.find(hash, now);
    if (!count) return {0, end};
    if (count->ends > end) {
        // A clock that was set back must not make a window longer, nor move its end with each refused hit.
        count->ends = end;
        table.set(hash, *count);
    }
    return *count;
}

}  // namespace till::limits

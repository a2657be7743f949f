#include "platform/limits/fixed_windows.h"

#include <optional>

#include "platform/limits/tightest.h"

namespace till::limits {

Verdict FixedWindows::hit(std::string_view key, std::span<const Limit> limits, Timestamp now) {
    const std::uint64_t hash = counts_.hash_of(key);
    return counts_.with_table(hash, [&](CountTable& table) {
        if (const auto refused = refusal(table, hash, limits, now)) return *refused;
        Tightest tightest;
        for (const Limit& limit : limits) {
            Count count = window(table, hash, limit, now);
            ++count.hits;
            table.set(hash_of(hash, limit), count);
            tightest.allowed(limit, count);
        }
        return tightest.verdict();
    });
}

std::optional<Verdict> FixedWindows::refusal(std::string_view key, std::span<const Limit> limits, Timestamp now) {
    const std::uint64_t hash = counts_.hash_of(key);
    return counts_.with_table(hash, [&](CountTable& table) { return refusal(table, hash, limits, now); });
}

std::optional<Verdict> FixedWindows::refusal(CountTable& table, std::uint64_t key, std::span<const Limit> limits,
                                             Timestamp now) const {
    Tightest refusal;
    for (const Limit& limit : limits) {
        const Count count = window(table, key, limit, now);
        if (count.hits >= limit.amount) refusal.refused(limit, count, now);
    }
    if (!refusal.any()) return std::nullopt;
    return refusal.verdict();
}

/// Windows of one key are stored in one table, so that they are read together. The key's hash is secret, so this is
/// too; the added bits need only distinguish the limits (the finalizer of MurmurHash3).
std::uint64_t FixedWindows::hash_of(std::uint64_t key, const Limit& limit) {
    std::uint64_t mixed = std::uint64_t{limit.amount} << 32U ^ static_cast<std::uint64_t>(limit.window.count());
    mixed = (mixed ^ mixed >> 33U) * 0xff51afd7ed558ccdU;
    mixed = (mixed ^ mixed >> 33U) * 0xc4ceb9fe1a85ec53U;
    return key ^ mixed ^ mixed >> 33U;
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

#include "limits/backoff.h"

#include <algorithm>

namespace till::limits {
namespace {

constexpr std::uint32_t free_failures = 3;
constexpr std::chrono::seconds delay_max_s{60};

std::uint32_t failures_of(ShardedCounts& counts, std::uint64_t hash, Timestamp now) {
    return counts.with_table(hash, [&](CountTable& table) { return table.find(hash, now).value_or(Count{}).hits; });
}

void add_failure(ShardedCounts& counts, std::string_view text, Timestamp now) {
    const std::uint64_t hash = counts.hash_of(text);
    counts.with_table(hash, [&](CountTable& table) {
        const std::uint32_t failures = table.find(hash, now).value_or(Count{}).hits;
        table.set(hash, {failures + 1, now + Backoff::memory_hours});
    });
}

}  // namespace

std::chrono::seconds Backoff::delay(std::uint32_t failures) {
    if (failures <= free_failures) return std::chrono::seconds(0);
    const std::uint32_t doublings = std::min(failures - free_failures - 1, 6U);
    return std::min(std::chrono::seconds(1U << doublings), delay_max_s);
}

std::chrono::seconds Backoff::wait(std::string_view subject, std::string_view source, Timestamp now) {
    const std::uint32_t against_subject = failures_of(subjects_, subjects_.hash_of(subject), now);
    const std::uint64_t hash = sources_.hash_of(source);
    return sources_.with_table(hash, [&](CountTable& table) {
        const auto count = table.find(hash, now);
        if (!count) return std::chrono::seconds(0);
        const std::chrono::seconds full = delay(std::max(count->hits, against_subject));
        if (full.count() == 0) return full;
        // A clock that was set back must not make anyone wait longer.
        const Timestamp last = std::min(count->ends - memory_hours, now);
        if (last + memory_hours != count->ends) table.set(hash, {count->hits, last + memory_hours});
        if (now < last + full) return std::chrono::ceil<std::chrono::seconds>(last + full - now);
        table.set(hash, {count->hits, now + memory_hours});
        return std::chrono::seconds(0);
    });
}

void Backoff::failed(std::string_view subject, std::string_view source, Timestamp now) {
    add_failure(subjects_, subject, now);
    add_failure(sources_, source, now);
}

void Backoff::succeeded(std::string_view subject, std::string_view source, Timestamp now) {
    const std::uint64_t subject_hash = subjects_.hash_of(subject);
    const std::uint32_t forgiven = failures_of(subjects_, subject_hash, now);
    subjects_.with_table(subject_hash, [&](CountTable& table) { table.erase(subject_hash); });
    const std::uint64_t hash = sources_.hash_of(source);
    sources_.with_table(hash, [&](CountTable& table) {
        const auto count = table.find(hash, now);
        if (count && count->hits > forgiven) {
            table.set(hash, {count->hits - forgiven, count->ends});
        } else {
            table.erase(hash);
        }
    });
}

}  // namespace till::limits

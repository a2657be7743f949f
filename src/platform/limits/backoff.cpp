#include "platform/limits/backoff.h"

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

void forgive(ShardedCounts& counts, std::string_view text, std::uint32_t forgiven, Timestamp now) {
    const std::uint64_t hash = counts.hash_of(text);
    counts.with_table(hash, [&](CountTable& table) {
        const auto count = table.find(hash, now);
        if (count && count->hits > forgiven) {
            table.set(hash, {count->hits - forgiven, count->ends});
        } else {
            table.erase(hash);
        }
    });
}

/// How long a network would have to fail no more to be free of what it has failed: the time to the end of its count,
/// and where the clock was set back, not more than a pause for each failure.
std::chrono::milliseconds debt_of(const std::optional<Count>& count, Timestamp now) {
    if (!count) return std::chrono::milliseconds(0);
    return std::min<std::chrono::milliseconds>(count->ends - now, count->hits * Backoff::network_pause_s);
}

/// A client at one subject.
std::string pair_of(std::string_view subject, const Source& source) {
    return std::string(subject).append("\n").append(source.client);
}

}  // namespace

std::chrono::seconds Backoff::delay(std::uint32_t failures) {
    if (failures <= free_failures) return std::chrono::seconds(0);
    const std::uint32_t doublings = std::min(failures - free_failures - 1, 6U);
    return std::min(std::chrono::seconds(1U << doublings), delay_max_s);
}

std::chrono::seconds Backoff::wait(std::string_view subject, const Source& source, Timestamp now) {
    const std::string pair = pair_of(subject, source);
    if (is_known(pair, now)) return pace(pair, 0, now);
    if (const auto wait_s = network_wait(source, now); wait_s.count() > 0) return wait_s;
    const std::uint32_t against_subject = failures_of(subjects_, subjects_.hash_of(subject), now);
    const auto wait_s = pace(source.client, against_subject, now);
    if (wait_s.count() == 0) charge_networks(source, now, network_pause_s);
    return wait_s;
}

/// For a client with failures of its own: delay() since its last, of at least `failures_min`.
std::chrono::seconds Backoff::pace(std::string_view client, std::uint32_t failures_min, Timestamp now) {
    const std::uint64_t hash = clients_.hash_of(client);
    return clients_.with_table(hash, [&](CountTable& table) {
        const auto count = table.find(hash, now);
        if (!count) return std::chrono::seconds(0);
        const std::chrono::seconds full = delay(std::max(count->hits, failures_min));
        if (full.count() == 0) return full;
        // A clock that was set back must not make anyone wait longer.
        const Timestamp last = std::min(count->ends - memory_hours, now);
        if (last + memory_hours != count->ends) table.set(hash, {count->hits, last + memory_hours});
        if (now < last + full) return std::chrono::ceil<std::chrono::seconds>(last + full - now);
        table.set(hash, {count->hits, now + memory_hours});
        return std::chrono::seconds(0);
    });
}

std::chrono::seconds Backoff::network_wait(const Source& source, Timestamp now) {
    std::chrono::seconds wait_s{0};
    for (const std::string& network : source.networks) {
        const std::uint64_t hash = networks_.hash_of(network);
        networks_.with_table(hash, [&](CountTable& table) {
            const auto count = table.find(hash, now);
            const auto owed_ms = debt_of(count, now);
            if (count && now + owed_ms != count->ends) table.set(hash, {count->hits, now + owed_ms});
            const auto over_ms = owed_ms - (network_burst - 1) * network_pause_s;
            wait_s = std::max(wait_s, std::chrono::ceil<std::chrono::seconds>(over_ms));
        });
    }
    return wait_s;
}

/// A negative amount takes back what was charged. No network owes more than the burst: simultaneous attempts were let
/// through before they were counted.
void Backoff::charge_networks(const Source& source, Timestamp now, std::chrono::seconds amount) {
    for (const std::string& network : source.networks) {
        const std::uint64_t hash = networks_.hash_of(network);
        networks_.with_table(hash, [&](CountTable& table) {
            const auto owed_ms = std::min<std::chrono::milliseconds>(debt_of(table.find(hash, now), now) + amount,
                                                                     network_burst * network_pause_s);
            if (owed_ms.count() <= 0) return table.erase(hash);
            const auto pauses = (owed_ms + network_pause_s - std::chrono::milliseconds(1)) / network_pause_s;
            table.set(hash, {static_cast<std::uint32_t>(pauses), now + owed_ms});
        });
    }
}

void Backoff::failed(std::string_view subject, const Source& source, Timestamp now) {
    add_failure(subjects_, subject, now);
    add_failure(clients_, source.client, now);
    const std::string pair = pair_of(subject, source);
    if (is_known(pair, now)) add_failure(clients_, pair, now);
}

void Backoff::succeeded(std::string_view subject, const Source& source, Timestamp now) {
    const std::uint64_t subject_hash = subjects_.hash_of(subject);
    const std::uint32_t forgiven = failures_of(subjects_, subject_hash, now);
    subjects_.with_table(subject_hash, [&](CountTable& table) { table.erase(subject_hash); });
    forgive(clients_, source.client, forgiven, now);
    const std::string pair = pair_of(subject, source);
    if (is_known(pair, now)) {
        forgive(clients_, pair, forgiven, now);
    } else {
        charge_networks(source, now, -network_pause_s);
    }
    record_failure(pair, now);
    record_failure(source.client, now);
}

bool Backoff::is_known(std::string_view text, Timestamp now) {
    return failures_of(known_, known_.hash_of(text), now) > 0;
}

void Backoff::record_failure(std::string_view text, Timestamp now) {
    const std::uint64_t hash = known_.hash_of(text);
    known_.with_table(hash, [&](CountTable& table) { table.set(hash, {1, now + known_days}); });
}

}  // namespace till::limits

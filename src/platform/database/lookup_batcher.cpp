#include "platform/database/lookup_batcher.h"

#include <algorithm>
#include <iterator>

namespace till::database {

namespace {

constexpr std::size_t under_way_max = 2;  // of one kind: while the server works on one, the other is on its way
constexpr std::size_t batch_max = 64;

std::vector<std::vector<Cell>> rows_of(SqlSession& session, const Lookup& lookup, std::span<const std::int64_t> keys,
                                       std::span<const Cell> into) {
    std::vector<std::vector<Cell>> rows;
    std::vector<Cell> cells(into.begin(), into.end());
    session.look_up_all(lookup, keys, cells,
                        [&] { rows.emplace_back(std::move_iterator(cells.begin()), std::move_iterator(cells.end())); });
    return rows;
}

}  // namespace

void LookupBatcher::run(const Lookup& lookup, std::int64_t key, std::span<Cell> into,
                        const std::function<void()>& on_row) {
    Waiting mine;
    mine.key = key;
    wait_or_lead(lookup, mine, into);
    if (mine.error) std::rethrow_exception(mine.error);
    for (Row& row : mine.rows) {
        std::ranges::move(row, into.begin());
        on_row();
    }
}

std::size_t LookupBatcher::waiting() const {
    const std::lock_guard lock(mutex_);
    std::size_t waiting = 0;
    for (const auto& [select, kind] : kinds_) waiting += kind.waiting.size();
    return waiting;
}

void LookupBatcher::wait_or_lead(const Lookup& lookup, Waiting& mine, std::span<const Cell> into) {
    std::unique_lock lock(mutex_);
    Kind& kind = kinds_[lookup.select];
    if (must_wait(kind, mine)) {
        lock.unlock();
        mine.woken.acquire();
        if (!mine.leads) return;
        lock.lock();
    }
    const Batch batch = take(kind, mine);
    lock.unlock();
    read(lookup, batch, into);
    lock.lock();
    pass_on(kind);
    lock.unlock();
    for (Waiting* member : batch) {
        if (member != &mine) member->woken.release();
    }
}

/// True when so many are under way that another caller will wake this one.
bool LookupBatcher::must_wait(Kind& kind, Waiting& mine) {
    if (kind.under_way == under_way_max) {
        kind.waiting.push_back(&mine);
        return true;
    }
    ++kind.under_way;
    return false;
}

/// The leader and those who wait, in the order of their keys.
LookupBatcher::Batch LookupBatcher::take(Kind& kind, Waiting& leader) {
    Batch batch{&leader};
    while (!kind.waiting.empty() && batch.size() < batch_max) {
        batch.push_back(kind.waiting.front());
        kind.waiting.pop_front();
    }
    std::ranges::sort(batch, {}, &Waiting::key);
    return batch;
}

void LookupBatcher::pass_on(Kind& kind) {
    if (kind.waiting.empty()) {
        --kind.under_way;
        return;
    }
    Waiting& next = *kind.waiting.front();
    kind.waiting.pop_front();
    next.leads = true;
    next.woken.release();
}

void LookupBatcher::read(const Lookup& lookup, const Batch& batch, std::span<const Cell> into) noexcept {
    try {
        std::vector<std::int64_t> keys;
        keys.reserve(batch.size());
        for (const Waiting* member : batch) {
            if (keys.empty() || keys.back() != member->key) keys.push_back(member->key);
        }
        std::vector<Row> rows;
        runner_([&](SqlSession& session) { rows = rows_of(session, lookup, keys, into); });
        for (Row& row : rows) {
            const std::int64_t key = row.front().integer;
            const auto first = std::ranges::lower_bound(batch, key, {}, &Waiting::key);
            if (first == batch.end() || (*first)->key != key) continue;
            for (auto next = std::next(first); next != batch.end() && (*next)->key == key; ++next) {
                (*next)->rows.push_back(row);
            }
            (*first)->rows.push_back(std::move(row));
        }
    } catch (...) {
        for (Waiting* member : batch) member->error = std::current_exception();
    }
}

}  // namespace till::database

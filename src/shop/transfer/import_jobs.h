#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

#include "platform/threads/thread_pool.h"
#include "platform/time/clock.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_run.h"

namespace till {

/// Imports in the background, whose clients request their progress, one after the other, so that two of them never
/// write at the same time. This process remembers the last of them, in at most `jobs_max` times what a report takes;
/// another node of the shop knows nothing of them.
class ImportJobs {
 public:
    static constexpr std::size_t jobs_max = 50;
    static constexpr std::size_t waiting_max = 8;

    explicit ImportJobs(const Clock& clock);
    ~ImportJobs();  // stops

    using Work = std::function<ImportReport(const ImportProgress&)>;

    /// Refuses more than waiting_max that wait.
    ImportJob start(ImportKind kind, AccountId account, Work work);
    /// Refuses one that is not known, or not this account's.
    ImportJob find(std::int64_t id, AccountId account);

    /// Takes no more, does what waits.
    void drain() { pool_.drain(); }
    /// Takes no more, and ends what runs or waits as soon as it says how far it is.
    void stop();

 private:
    void run(std::int64_t id, const Work& work);
    void change(std::int64_t id, const std::function<void(ImportJob&)>& change);
    void forget_oldest();

    const Clock& clock_;
    std::mutex mutex_;
    std::map<std::int64_t, ImportJob> jobs_;
    std::int64_t next_id_;
    std::atomic<bool> stopping_ = false;
    ThreadPool pool_;
};

}  // namespace till

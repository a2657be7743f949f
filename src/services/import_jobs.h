#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

#include "models/import.h"
#include "utils/clock.h"
#include "utils/thread_pool.h"

namespace till {

/// Imports that go on while their clients ask how far they are, one after the other. This process remembers the last
/// hundred of them; another node of the shop knows nothing of them.
class ImportJobs {
 public:
    static constexpr std::size_t remembered = 100;
    static constexpr std::size_t waiting_max = 8;

    explicit ImportJobs(const Clock& clock);
    ~ImportJobs();  // waits for what is running

    /// Called now and then with how much of the file has been read.
    using Progress = std::function<void(std::int64_t percent)>;
    using Work = std::function<ImportReport(const Progress&)>;

    /// Refuses more than waiting_max that wait.
    ImportJob start(ImportKind kind, AccountId account, Work work);
    /// Refuses one that is not known, or not this account's.
    ImportJob find(std::int64_t id, AccountId account);

    /// Takes no more, does what waits.
    void drain() { pool_.drain(); }

 private:
    void run(std::int64_t id, const Work& work);
    void change(std::int64_t id, const std::function<void(ImportJob&)>& change);
    void forget_oldest();

    const Clock& clock_;
    std::mutex mutex_;
    std::map<std::int64_t, ImportJob> jobs_;
    std::int64_t next_id_;
    ThreadPool pool_;
};

}  // namespace till

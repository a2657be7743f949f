#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <thread>
#include <vector>

#include "platform/database/connection.h"
#include "platform/database/sql_database_options.h"
#include "platform/database/write_queue.h"

namespace till::database {

/// The thread through which all writes of a process go. See Database.
class Writer {
 public:
    /// `connection` is open.
    Writer(std::unique_ptr<Connection> connection, const SqlDatabaseOptions& options);
    ~Writer();  // finishes what waits

    /// See Database::run_write.
    void run(Write& write);

    WriterMetrics metrics() const;

 private:
    using Batch = std::span<WaitingWrite* const>;
    enum class Together : std::uint8_t { by_kind, never };

    void work();
    void write_batch(Batch batch) noexcept;
    void try_until_done(Batch batch);
    void transact(Batch batch, Together together);
    bool run_members(Batch batch, Together together);
    bool run_only(Batch run);
    void run_saved(Batch run);
    void run_each_alone(Batch run);
    std::exception_ptr run_once(Batch run);
    void commit();
    void settle() noexcept;
    void announce() noexcept;
    void back_off(int deadlocks);

    std::unique_ptr<Connection> connection_;
    const std::function<void(std::span<const Tag>)> committed_;
    WriteQueue queue_;
    std::atomic<std::uint64_t> writes_{0};
    std::atomic<std::uint64_t> commits_{0};
    std::atomic<std::uint64_t> rerun_{0};
    std::vector<Write*> together_;  // the argument of Write::run
    std::thread thread_;
};

}  // namespace till::database

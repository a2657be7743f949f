#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <thread>
#include <vector>

#include "platform/database/connection.h"
#include "platform/database/store_options.h"
#include "platform/database/write_queue.h"

namespace till::database {

/// The thread through which all writes of a process go. See Database.
class Writer {
 public:
    /// `connection` is open.
    Writer(std::unique_ptr<Connection> connection, const StoreOptions& options);
    ~Writer();  // finishes what waits

    /// See Database::run_write.
    void run(Write& write);

    WriterFigures figures() const;

 private:
    using Group = std::span<WaitingWrite* const>;
    enum class Together : std::uint8_t { by_kind, never };

    void work();
    void write_group(Group group) noexcept;
    void try_until_done(Group group);
    void transact(Group group, Together together);
    bool run_members(Group group, Together together);
    bool run_only(Group run);
    void run_saved(Group run);
    void run_each_alone(Group run);
    std::exception_ptr run_once(Group run);
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

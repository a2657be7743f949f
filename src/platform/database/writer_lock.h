#pragma once
#include <chrono>
#include <string>

namespace till::database {

/// Keeps the processes that write to one SQLite file apart. SQLite before 3.51.3 may damage a file when one connection
/// resets the write-ahead log while another writes or checkpoints, so the lock is held from BEGIN to after the
/// checkpoint that COMMIT may bring. The process that has waited longest is next, so that a busy process does not
/// starve another.
///
/// A Linux open file description lock: it also holds between two objects of one process, and ends with the process.
class WriterLock {
 public:
    /// Opens or makes `PATH-writer` beside the database. Throws Unavailable.
    explicit WriterLock(const std::string& database_path);
    ~WriterLock();

    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;

    /// Throws Unavailable when another process holds it for longer than `patience`.
    void acquire(std::chrono::milliseconds patience);
    /// Nothing if it is not held.
    void release() noexcept;

 private:
    void acquire_byte(int byte, std::chrono::steady_clock::time_point deadline);
    void release_byte(int byte) noexcept;

    std::string path_;
    int file_;
    bool held_ = false;
};

}  // namespace till::database

#pragma once
#include <atomic>
#include <cstdint>

namespace till::test {

/// How the tests control the VFS, by a file that both have mapped: TILL_TEST_VFS_CONTROL names it. Zeroes are a disk on
/// which all is well.
struct VfsControl {
    /// Syncs do nothing, and are not logged: as with `PRAGMA synchronous = OFF`.
    std::atomic<std::int32_t> ignores_syncs;
    /// The next so many writes succeed and those after them fail, where fails_writes is set; the same for syncs.
    std::atomic<std::int32_t> fails_writes;
    std::atomic<std::int64_t> writes_left;
    std::atomic<std::int32_t> fails_syncs;
    std::atomic<std::int64_t> syncs_left;
    /// So many failures, then the disk is well again; negative: until it is set again.
    std::atomic<std::int64_t> failures_left;
    /// What a failing write says: SQLITE_FULL or SQLITE_IOERR_WRITE.
    std::atomic<std::int32_t> write_error;

    /// What has happened.
    std::atomic<std::int64_t> writes;
    std::atomic<std::int64_t> syncs;
    std::atomic<std::int64_t> failures;
};

/// An entry of the log that TILL_TEST_VFS_LOG names: this head, the file's name, the bytes.
struct VfsLogHead {
    enum class What : std::uint32_t { write, truncate, sync, failed_sync, remove };

    What what;
    std::uint32_t name_length;
    std::int64_t offset;  ///< of a write; the new size of a truncation
    std::int64_t length;  ///< of the bytes
};

}  // namespace till::test

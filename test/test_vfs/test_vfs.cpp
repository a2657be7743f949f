// An SQLite VFS for the tests, loaded into the program with LD_PRELOAD: the program has no hook for it. It passes all
// on to the real one, and writes a log of what reaches the disk in which order, so that a test can know what a power
// cut leaves (test/faults/disk.h). Told to, it fails or forgets (control.h).
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "test_vfs/control.h"

namespace {

using till::test::VfsControl;
using till::test::VfsLogHead;
using What = VfsLogHead::What;

sqlite3_vfs* real_vfs = nullptr;
VfsControl* control = nullptr;
int log_file = -1;
std::mutex log_mutex;

struct File {
    sqlite3_file base;
    const char* name;  // nullptr where it need not outlive a power cut
};

sqlite3_file* real_of(sqlite3_file* file) {
    void* const behind = reinterpret_cast<char*>(file) + sizeof(File);
    return static_cast<sqlite3_file*>(behind);
}

const char* name_of(sqlite3_file* file) { return reinterpret_cast<File*>(file)->name; }

const char* last_part(const char* path) {
    const char* const slash = std::strrchr(path, '/');
    return slash == nullptr ? path : slash + 1;
}

void log(What what, const char* path, std::int64_t offset, const void* bytes, std::int64_t length) {
    if (log_file < 0 || path == nullptr) return;
    const std::string_view name = last_part(path);
    VfsLogHead head{what, static_cast<std::uint32_t>(name.size()), offset, length};
    const iovec parts[] = {{&head, sizeof head},
                           {const_cast<char*>(name.data()), name.size()},
                           {const_cast<void*>(bytes), static_cast<std::size_t>(length)}};
    const std::lock_guard lock(log_mutex);
    const auto whole = static_cast<ssize_t>(sizeof head + name.size() + static_cast<std::size_t>(length));
    if (writev(log_file, parts, 3) != whole) std::abort();
}

bool fails(std::atomic<std::int32_t>& switched_on, std::atomic<std::int64_t>& left) {
    if (switched_on == 0 || left.fetch_sub(1) > 0) return false;
    if (control->failures_left == 0) return false;
    if (control->failures_left > 0) --control->failures_left;
    ++control->failures;
    return true;
}

int write_file(sqlite3_file* file, const void* bytes, int length, sqlite3_int64 offset) {
    sqlite3_file* const real = real_of(file);
    if (control != nullptr && name_of(file) != nullptr) {
        ++control->writes;
        if (fails(control->fails_writes, control->writes_left)) {
            // As a disk does it: some of it is there.
            const int part = length / 2;
            log(What::write, name_of(file), offset, bytes, part);
            real->pMethods->xWrite(real, bytes, part, offset);
            return control->write_error;
        }
    }
    log(What::write, name_of(file), offset, bytes, length);
    return real->pMethods->xWrite(real, bytes, length, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    log(What::truncate, name_of(file), size, nullptr, 0);
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

int sync_file(sqlite3_file* file, int flags) {
    if (control != nullptr && name_of(file) != nullptr) {
        if (control->ignores_syncs != 0) return SQLITE_OK;
        ++control->syncs;
        if (fails(control->fails_syncs, control->syncs_left)) {
            log(What::failed_sync, name_of(file), 0, nullptr, 0);
            return SQLITE_IOERR_FSYNC;
        }
    }
    const int result = real_of(file)->pMethods->xSync(real_of(file), flags);
    if (result == SQLITE_OK) log(What::sync, name_of(file), 0, nullptr, 0);
    return result;
}

int close_file(sqlite3_file* file) { return real_of(file)->pMethods->xClose(real_of(file)); }
int read_file(sqlite3_file* file, void* bytes, int length, sqlite3_int64 offset) {
    return real_of(file)->pMethods->xRead(real_of(file), bytes, length, offset);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
int lock_file(sqlite3_file* file, int level) { return real_of(file)->pMethods->xLock(real_of(file), level); }
int unlock_file(sqlite3_file* file, int level) { return real_of(file)->pMethods->xUnlock(real_of(file), level); }
int is_reserved(sqlite3_file* file, int* result) {
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), result);
}
int file_control(sqlite3_file* file, int operation, void* argument) {
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}
int sector_size(sqlite3_file* file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); }
int device(sqlite3_file* file) { return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file)); }
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** result) {
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, result);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}
void order_shared(sqlite3_file* file) { real_of(file)->pMethods->xShmBarrier(real_of(file)); }
int unmap_shared(sqlite3_file* file, int removes) { return real_of(file)->pMethods->xShmUnmap(real_of(file), removes); }

// Without xFetch: what is read past the VFS would be no harm, but it is not needed either.
const sqlite3_io_methods methods{2,         close_file, read_file,   write_file,   truncate_file, sync_file,
                                 file_size, lock_file,  unlock_file, is_reserved,  file_control,  sector_size,
                                 device,    map_shared, lock_shared, order_shared, unmap_shared,  nullptr,
                                 nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* const own = reinterpret_cast<File*>(file);
    const int lasting = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    own->name = (flags & lasting) != 0 ? name : nullptr;
    const int result = real_vfs->xOpen(real_vfs, name, real_of(file), flags, out_flags);
    own->base.pMethods = result == SQLITE_OK ? &methods : nullptr;
    return result;
}

int remove_file(sqlite3_vfs*, const char* name, int sync_folder) {
    const int result = real_vfs->xDelete(real_vfs, name, sync_folder);
    if (result == SQLITE_OK) log(What::remove, name, 0, nullptr, 0);
    return result;
}

void* mapped(const char* path) {
    const int file = open(path, O_RDWR | O_CLOEXEC);
    void* const address = mmap(nullptr, sizeof(VfsControl), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (address == MAP_FAILED) std::abort();
    return address;
}

[[gnu::constructor]] void install() {
    if (const char* const path = std::getenv("TILL_TEST_VFS_CONTROL")) control = static_cast<VfsControl*>(mapped(path));
    if (const char* const path = std::getenv("TILL_TEST_VFS_LOG")) {
        log_file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (log_file < 0) std::abort();
    }
    real_vfs = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs own = *real_vfs;
    own.zName = "till-test";
    own.pNext = nullptr;
    own.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
    own.xOpen = open_file;
    own.xDelete = remove_file;
    if (sqlite3_vfs_register(&own, 1) != SQLITE_OK) std::abort();
}

}  // namespace

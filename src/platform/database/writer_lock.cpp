#include "platform/database/writer_lock.h"

#include <cerrno>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "platform/database/errors.h"

namespace till::database {

namespace {

// Who wants to write queues for the first byte and gives it back once it has the second.
constexpr int turn_byte = 0;
constexpr int writer_byte = 1;

constexpr std::chrono::microseconds first_pause_us{200};
constexpr std::chrono::microseconds longest_pause_us{1'000};  // orders wait here while another process imports

bool set_lock(int file, int byte, short type) {
    struct flock lock {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = byte;
    lock.l_len = 1;
    return fcntl(file, F_OFD_SETLK, &lock) == 0;
}

std::string reason() { return std::generic_category().message(errno); }

}  // namespace

WriterLock::WriterLock(const std::string& database_path)
    : path_(database_path + "-writer"), file_(open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0) throw Unavailable("cannot open " + path_ + ": " + reason());
}

WriterLock::~WriterLock() { close(file_); }

void WriterLock::acquire(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    acquire_byte(turn_byte, deadline);
    try {
        acquire_byte(writer_byte, deadline);
    } catch (...) {
        release_byte(turn_byte);
        throw;
    }
    release_byte(turn_byte);
    held_ = true;
}

void WriterLock::release() noexcept {
    if (!held_) return;
    release_byte(writer_byte);
    held_ = false;
}

void WriterLock::acquire_byte(int byte, std::chrono::steady_clock::time_point deadline) {
    for (auto pause = first_pause_us; !set_lock(file_, byte, F_WRLCK); pause = std::min(pause * 2, longest_pause_us)) {
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
            throw Unavailable("cannot lock " + path_ + ": " + reason());
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            throw Unavailable("another process has been writing to the database for too long (" + path_ + ")");
        }
        std::this_thread::sleep_for(pause);
    }
}

void WriterLock::release_byte(int byte) noexcept { set_lock(file_, byte, F_UNLCK); }

}  // namespace till::database

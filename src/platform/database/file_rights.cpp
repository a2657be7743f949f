#include "platform/database/file_rights.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/database/errors.h"

namespace till::database {

void make_private_file(const std::string& path) {
    // Never one that is there: to close it would let go of the locks that SQLite holds on it in this process.
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) {
        close(file);
    } else if (errno != EEXIST) {
        throw Unavailable("cannot make " + path + ": " + std::generic_category().message(errno));
    }
}

void warn_of_open_files(const std::string& path) {
    std::string open_files;
    for (const char* suffix : {"", "-wal", "-shm"}) {
        struct stat status {};
        const std::string file = path + suffix;
        if (stat(file.c_str(), &status) == 0 && (status.st_mode & 077) != 0) open_files += " " + file;
    }
    if (!open_files.empty()) {
        spdlog::warn("others than their owner have rights on the shop's data: chmod 600{}", open_files);
    }
}

}  // namespace till::database

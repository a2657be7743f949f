#include "platform/http/body_file.h"

#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace till::http {

namespace {

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

/// Some file systems make no files without a name: there, the name is removed at once.
int open_unnamed(const std::string& folder) {
    const int unnamed = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (unnamed >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return unnamed;
    std::string name = folder + "/till-body-XXXXXX";
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) ::unlink(name.c_str());
    return named;
}

}  // namespace

BodyFile::BodyFile(const std::string& folder, Holding disk)
    : disk_(std::move(disk)), descriptor_(open_unnamed(folder)) {
    if (descriptor_ < 0) fail("cannot make a file for a body in '" + folder + "'");
}

BodyFile::~BodyFile() { ::close(descriptor_); }

BodyFile::Written BodyFile::append(std::string_view bytes) {
    if (!disk_.resize(size_ + bytes.size())) return Written::over_budget;
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return Written::disk_full;
        bytes.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
    }
    return Written::all;
}

std::string BodyFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

std::string BodyFile::read_all() const {
    std::string bytes(size_, '\0');
    for (std::size_t read = 0; read < bytes.size();) {
        const ssize_t count = ::pread(descriptor_, bytes.data() + read, bytes.size() - read, static_cast<off_t>(read));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("cannot read a body's file");
        if (count == 0) break;
        read += static_cast<std::size_t>(count);
    }
    return bytes;
}

}  // namespace till::http

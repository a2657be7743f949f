#include "faults/disk.h"

#include <algorithm>
#include <filesystem>
#include <new>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <unistd.h>

#include "support/places.h"

namespace till::test {

namespace {

constexpr std::int64_t sector_bytes = 512;

}  // namespace

TestDisk::TestDisk() {
    const int file = open(folder_.file("control").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (ftruncate(file, sizeof(VfsControl)) != 0) throw std::runtime_error("the disk's control cannot be made");
    void* const address = mmap(nullptr, sizeof(VfsControl), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (address == MAP_FAILED) throw std::runtime_error("the disk's control cannot be mapped");
    control_ = new (address) VfsControl();
    control_->write_error = SQLITE_FULL;
    control_->failures_left = -1;
}

TestDisk::~TestDisk() { munmap(control_, sizeof(VfsControl)); }

Settings TestDisk::settings(bool keeps_log) const {
    Settings settings{{"LD_PRELOAD", test_vfs()}, {"TILL_TEST_VFS_CONTROL", folder_.file("control")}};
    if (keeps_log) settings["TILL_TEST_VFS_LOG"] = log();
    return settings;
}

std::int64_t TestDisk::log_size() const { return static_cast<std::int64_t>(std::filesystem::file_size(log())); }

void TestDisk::begin_with(const std::string& folder) const {
    std::ofstream anew(log(), std::ios::binary | std::ios::trunc);
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        std::ostringstream content;
        content << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        const std::string bytes = content.str();
        const auto length = static_cast<std::int64_t>(bytes.size());
        const auto put = [&](const VfsLogHead& head) {
            const void* const untyped = &head;
            anew.write(static_cast<const char*>(untyped), sizeof head) << name;
        };
        put({VfsLogHead::What::write, static_cast<std::uint32_t>(name.size()), 0, length});
        anew << bytes;
        put({VfsLogHead::What::sync, static_cast<std::uint32_t>(name.size()), 0, 0});
    }
}

void Platter::go_on_to(std::int64_t log_size) {
    while (true) {
        VfsLogHead head{};
        const auto head_bytes = static_cast<std::int64_t>(sizeof head);
        log_.seekg(position_);
        void* const untyped = &head;
        if (!log_.read(static_cast<char*>(untyped), sizeof head)) break;
        const std::int64_t end = position_ + head_bytes + head.name_length + head.length;
        if (end > log_size) break;
        std::string name(head.name_length, '\0');
        log_.read(name.data(), head.name_length);
        Change change{head.what == VfsLogHead::What::truncate, head.offset, {}};
        change.bytes.resize(static_cast<std::size_t>(head.length));
        log_.read(change.bytes.data(), head.length);
        if (!log_) break;
        position_ = end;

        File& file = files_[name];
        switch (head.what) {
            case VfsLogHead::What::remove:
                files_.erase(name);
                break;
            case VfsLogHead::What::sync:
                for (const Change& each : file.pending) make(file.durable, each);
                file.pending.clear();
                file.is_durable = true;
                break;
            case VfsLogHead::What::failed_sync: {
                // The system takes these pages for written from now on, and no later sync writes them.
                std::mt19937_64 random = dice(static_cast<std::uint64_t>(position_));
                for (const Change& each : file.pending) make_some(file.durable, each, 0.5, random);
                file.pending.clear();
                break;
            }
            default:
                file.pending.push_back(std::move(change));
        }
    }
    log_.clear();
}

void Platter::cut_power(std::mt19937_64 random, const std::string& folder) const {
    // Sometimes nothing more was written, sometimes nearly all.
    const double shares[] = {0.0, 0.1, 0.5, 0.9, 1.0};
    const double share = shares[between(random, 0, 4)];
    for (const auto& [name, file] : files_) {
        if (!file.is_durable && !chance(random, share)) continue;
        std::string content = file.durable;
        for (const Change& change : file.pending) make_some(content, change, share, random);
        std::ofstream(folder + "/" + name, std::ios::binary) << content;
    }
}

void Platter::make(std::string& content, const Change& change) {
    const auto offset = static_cast<std::size_t>(change.offset);
    if (change.truncates) {
        content.resize(offset);
        return;
    }
    content.resize(std::max(content.size(), offset + change.bytes.size()));
    content.replace(offset, change.bytes.size(), change.bytes);
}

void Platter::make_some(std::string& content, const Change& change, double share, std::mt19937_64& random) {
    if (change.truncates) {
        if (chance(random, share)) make(content, change);
        return;
    }
    const std::int64_t end = change.offset + static_cast<std::int64_t>(change.bytes.size());
    for (std::int64_t from = change.offset; from < end;) {
        const std::int64_t to = std::min(end, (from / sector_bytes + 1) * sector_bytes);
        if (chance(random, share)) {
            const auto at = static_cast<std::size_t>(from - change.offset);
            make(content, {false, from, change.bytes.substr(at, static_cast<std::size_t>(to - from))});
        }
        from = to;
    }
}

}  // namespace till::test

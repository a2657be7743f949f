#pragma once
#include <cstdint>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "faults/effort.h"
#include "support/temporary_folder.h"
#include "support/till_process.h"
#include "test_vfs/control.h"

namespace till::test {

/// The disk of a program that runs with the test VFS: its injected faults, and the log of what reached it.
class TestDisk {
 public:
    TestDisk();
    ~TestDisk();
    TestDisk(const TestDisk&) = delete;
    TestDisk& operator=(const TestDisk&) = delete;

    VfsControl& control() { return *control_; }
    /// For a program that shall run on it. Only one that `keeps_log` can have a power cut.
    Settings settings(bool keeps_log) const;
    std::string log() const { return folder_.file("log"); }
    /// How many bytes the log has.
    std::int64_t log_size() const;
    /// A new log, on a disk that holds the database of that folder.
    void begin_with(const std::string& folder) const;

 private:
    TemporaryFolder folder_;
    VfsControl* control_;
};

/// What lies on the platter at a moment of the log, as far as it is certain, and what may lie there.
class Platter {
 public:
    explicit Platter(const std::string& log) : log_(log, std::ios::binary) {}

    /// Continues in the log, to the last whole entry before that size.
    void go_on_to(std::int64_t log_size);
    /// Cuts the power: files with what was synced, and of what was not, each sector or not, as the dice fall.
    void cut_power(std::mt19937_64 random, const std::string& folder) const;

 private:
    struct Change {
        bool truncates = false;
        std::int64_t offset = 0;
        std::string bytes;
    };
    struct File {
        std::string durable;
        std::vector<Change> pending;  ///< since the last sync
        bool is_durable = false;
    };

    static void make(std::string& content, const Change& change);
    static void make_some(std::string& content, const Change& change, double share, std::mt19937_64& random);

    std::ifstream log_;
    std::int64_t position_ = 0;
    std::map<std::string, File> files_;
};

}  // namespace till::test

#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "support/temporary_folder.h"
#include "support/till_process.h"

namespace till::test {

/// script/cluster, with an empty shop in a temporary folder and on free ports. It ends with this object.
class RunningCluster {
 public:
    /// Throws std::runtime_error with what the script said where it does not come up.
    RunningCluster();
    ~RunningCluster();
    RunningCluster(const RunningCluster&) = delete;
    RunningCluster& operator=(const RunningCluster&) = delete;

    /// A word of the script with its names: {"kill", "db1"}. Throws where it fails.
    void run(const std::vector<std::string>& words);
    /// Whether every part runs, has joined, and gets requests.
    bool is_well();
    /// What it says of all parts.
    std::string table();
    /// Whether nodes of the database have a network of their own, so that they can be cut off.
    bool has_cables() const;
    /// The node of the database that is written to: db1, db2 or db3.
    std::string writer();

    /// Of the proxy.
    std::uint16_t api_port() const;
    /// The proxy's door to the writer.
    std::string database_url() const { return address("writer"); }
    /// The settings of the nodes.
    const Settings& settings() const { return settings_; }

    /// Takes all files of a node of the database away, which must not run.
    void lose_files_of(const std::string& database) const;

 private:
    FinishedRun script(const std::vector<std::string>& words);
    std::string address(const std::string& what) const;
    std::string kept(const std::string& file) const { return folder_.file("cluster/" + file); }

    TemporaryFolder folder_;
    Settings settings_;
};

}  // namespace till::test

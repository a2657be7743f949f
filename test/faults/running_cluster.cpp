#include "faults/running_cluster.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "support/places.h"

namespace till::test {

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

// The value behind a name at the beginning of a line.
std::string value_in(const std::string& file, const std::string& name) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(name)) return line.substr(name.size());
    }
    throw std::runtime_error(file + " has no " + name);
}

}  // namespace

RunningCluster::RunningCluster()
    : settings_{{"TILL_PASSWORDS_MEMORY_KILOBYTES", "8"},
                {"TILL_PASSWORDS_PASSES", "1"},
                {"TILL_LIMITS_DEFAULT", ""},
                {"TILL_LIMITS_ROUTES", ""},
                {"TILL_LIMITS_ROLES", ""},
                {"TILL_TOKENS_MINUTES", "10000"}} {
    // MariaDB runs as another user than root, and has to come through.
    std::filesystem::permissions(folder_.path(), std::filesystem::perms(0711));
    try {
        run({"start", "--empty", "--port", "0", "--program", till_program()});
    } catch (...) {
        script({"stop"});
        throw;
    }
}

RunningCluster::~RunningCluster() {
    const FinishedRun end = script({"stop"});
    if (end.status != 0) std::cerr << "script/cluster stop: " << end.output << end.errors;
}

FinishedRun RunningCluster::script(const std::vector<std::string>& words) {
    std::vector<std::string> arguments = words;
    arguments.insert(arguments.end(), {"--data", folder_.path().string()});
    Child child(source_path("script/cluster"), arguments, settings_, "");
    const int status = child.wait();
    return {status, child.output(), child.errors()};
}

void RunningCluster::run(const std::vector<std::string>& words) {
    const FinishedRun done = script(words);
    if (done.status == 0) return;
    throw std::runtime_error("script/cluster " + joined(words) + " said:\n" + done.output + done.errors);
}

bool RunningCluster::is_well() { return script({"status"}).status == 0; }

std::string RunningCluster::table() { return script({"status"}).output; }

bool RunningCluster::has_cables() const { return value_in(kept("settings"), "network=") == "namespaces"; }

std::string RunningCluster::writer() {
    std::istringstream lines(table());
    for (std::string line; std::getline(lines, line);) {
        if (line.find("the writer") == std::string::npos) continue;
        std::string name;
        std::istringstream(line) >> name;
        return name;
    }
    throw std::runtime_error("the cluster has no writer");
}

std::uint16_t RunningCluster::api_port() const {
    const std::string api = address("api");
    return static_cast<std::uint16_t>(std::stoi(api.substr(api.rfind(':') + 1)));
}

std::string RunningCluster::address(const std::string& what) const { return value_in(kept("addresses"), what + " "); }

void RunningCluster::lose_files_of(const std::string& database) const {
    for (const auto& entry : std::filesystem::directory_iterator(kept(database + "/database"))) {
        std::filesystem::remove_all(entry.path());
    }
}

}  // namespace till::test

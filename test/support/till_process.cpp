#include "support/till_process.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/places.h"
#include "support/ports.h"

namespace till::test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto patience = 120s;

std::string text_of(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::vector<std::string> environment_with(const Settings& settings) {
    std::vector<std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        if (!std::string_view(*entry).starts_with("TILL_")) variables.emplace_back(*entry);
    }
    for (const auto& [name, value] : settings) variables.push_back(name + "=" + value);
    return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

Settings settings_for(const std::string& database_url) {
    return {{"TILL_DATABASE_URL", database_url},    {"TILL_DATABASE_MIGRATE_AT_START", "true"},
            {"TILL_SERVER_LISTEN", "127.0.0.1:0"},  {"TILL_SERVER_MANAGEMENT", ""},
            {"TILL_TOKENS_SECRET", signing_secret}, {"TILL_PASSWORDS_MEMORY_KILOBYTES", "8"},
            {"TILL_PASSWORDS_PASSES", "1"},         {"TILL_LIMITS_DEFAULT", ""}};
}

Child::Child(const std::vector<std::string>& arguments, const Settings& settings, const std::string& input)
    : Child(till_program(), arguments, settings, input) {}

Child::Child(const std::string& program, const std::vector<std::string>& arguments, const Settings& settings,
             const std::string& input) {
    std::ofstream(folder_.file("input"), std::ios::binary) << input;
    std::vector<std::string> texts{program};
    texts.insert(texts.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables = environment_with(settings);
    const std::vector<char*> argument_pointers = pointers_to(texts);
    const std::vector<char*> variable_pointers = pointers_to(variables);
    const std::string files[] = {folder_.file("input"), folder_.file("output"), folder_.file("errors")};

    const pid_t parent = getpid();
    process_ = fork();
    if (process_ < 0) throw std::runtime_error("cannot start a process");
    if (process_ > 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    dup2(open(files[0].c_str(), O_RDONLY | O_CLOEXEC), 0);
    dup2(open(files[1].c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), 1);
    dup2(open(files[2].c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), 2);
    execve(argument_pointers.front(), argument_pointers.data(), variable_pointers.data());
    _exit(127);
}

Child::~Child() {
    if (status() >= 0) return;
    signal(SIGKILL);
    waitpid(process_, nullptr, 0);
}

int Child::status() {
    int raw = 0;
    if (status_ < 0 && waitpid(process_, &raw, WNOHANG) == process_) {
        status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    }
    return status_;
}

int Child::wait() {
    const auto deadline = Clock::now() + patience;
    while (status() < 0 && Clock::now() < deadline) std::this_thread::sleep_for(2ms);
    if (status() < 0) {
        signal(SIGKILL);
        int raw = 0;
        waitpid(process_, &raw, 0);
        status_ = 128 + SIGKILL;
    }
    return status_;
}

void Child::wait_for_port(std::uint16_t port) {
    const auto deadline = Clock::now() + patience;
    while (!is_listening(port)) {
        if (status() >= 0 || Clock::now() > deadline) {
            throw std::runtime_error("nothing listens on port " + std::to_string(port) + ":\n" + output() + errors());
        }
        std::this_thread::sleep_for(5ms);
    }
}

void Child::signal(int number) const {
    if (status_ < 0) kill(process_, number);
}

std::string Child::output() const { return text_of(folder_.file("output")); }

std::string Child::errors() const { return text_of(folder_.file("errors")); }

FinishedRun run_till(const std::vector<std::string>& arguments, const Settings& settings, const std::string& input) {
    Child child(arguments, settings, input);
    const int status = child.wait();
    return {status, child.output(), child.errors()};
}

TillProcess::TillProcess(const Settings& settings, const std::vector<std::string>& arguments)
    : child_(arguments, settings) {
    const auto deadline = Clock::now() + patience;
    while (child_.output().find('\n') == std::string::npos) {
        if (child_.status() >= 0 || Clock::now() > deadline) {
            throw std::runtime_error("till serve did not start, status " + std::to_string(child_.status()) + ":\n" +
                                     child_.errors());
        }
        std::this_thread::sleep_for(2ms);
    }
    const std::string line = child_.output();
    port_ = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
}

TillProcess::~TillProcess() {
    if (stopped_) return;
    const int status = stop();
    EXPECT_EQ(status, 0) << "till serve did not end well on SIGTERM:\n" << errors();
}

std::uint16_t TillProcess::management_port() const {
    static constexpr std::string_view announced = "management on http://";
    const std::string log = errors();
    const auto begin = log.find(announced);
    if (begin == std::string::npos) throw std::runtime_error("there is no listener for operators");
    return static_cast<std::uint16_t>(std::stoi(log.substr(log.find(':', begin + announced.size()) + 1)));
}

int TillProcess::stop() {
    stopped_ = true;
    child_.signal(SIGTERM);
    return child_.wait();
}

}  // namespace till::test

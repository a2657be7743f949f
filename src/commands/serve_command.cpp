#include <csignal>
#include <iostream>

#include <CLI/App.hpp>
#include <malloc.h>
#include <spdlog/spdlog.h>

#include "app/application.h"
#include "app/options.h"
#include "commands/commands.h"

namespace till {
namespace {

// Signals are waited for, not handled: they have to be blocked before the first thread begins.
sigset_t block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// glibc raises both thresholds whenever something large is freed, and from then on does not return large blocks: a
/// burst of large bodies would stay in memory for good.
void give_memory_back() {
    constexpr int threshold_bytes = 256 * 1024;
    mallopt(M_MMAP_THRESHOLD, threshold_bytes);
    mallopt(M_TRIM_THRESHOLD, 4 * threshold_bytes);
}

int serve(const Configuration& configuration) {
    give_memory_back();
    const sigset_t signals = block_stop_signals();
    set_up_logging(configuration);
    Application application(configuration);
    application.start();
    const std::string management = application.management_address();
    if (!management.empty()) spdlog::info("management on http://{}", management);
    std::cout << "listening on http://" << application.address() << std::endl;

    int signal = 0;
    sigwait(&signals, &signal);
    spdlog::info("stopping");
    application.stop();
    spdlog::info("stopped");
    return 0;
}

}  // namespace

void add_serve(CLI::App& app, const ReadConfiguration& configuration, Command& chosen) {
    CLI::App* command = app.add_subcommand("serve", "Serve the shop until SIGTERM or SIGINT");
    command->footer(
        "Prints one line to standard output once it answers: listening on http://ADDRESS:PORT. Logs go to standard "
        "error. On SIGTERM requests in flight are answered, and the exit status is 0.");
    command->callback([&] { chosen = [&] { return serve(configuration()); }; });
}

}  // namespace till

#include "platform/threads/periodic_task.h"

#include <condition_variable>
#include <mutex>

#include <pthread.h>
#include <spdlog/spdlog.h>

namespace till {
namespace {

void run_periodically(const std::stop_token& stop, const std::string& name, std::chrono::milliseconds pause_ms,
                      const PeriodicTask::Work& work) {
    pthread_setname_np(pthread_self(), name.c_str());
    std::mutex mutex;
    std::condition_variable_any stopping;
    std::unique_lock lock(mutex);
    bool failing = false;
    while (!stop.stop_requested()) {
        try {
            work(stop);
            if (std::exchange(failing, false)) spdlog::info("{}: works again", name);
        } catch (const std::exception& error) {
            if (!std::exchange(failing, true)) spdlog::warn("{}: {}", name, error.what());
        }
        stopping.wait_for(lock, stop, pause_ms, [] { return false; });
    }
}

}  // namespace

PeriodicTask::PeriodicTask(std::string name, std::chrono::milliseconds pause_ms, Work work)
    : thread_([name = std::move(name), pause_ms, work = std::move(work)](const std::stop_token& stop) {
          run_periodically(stop, name, pause_ms, work);
      }) {}

}  // namespace till

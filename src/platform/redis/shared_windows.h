#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/limits/fixed_windows.h"
#include "platform/redis/connection.h"

namespace till::redis {

/// Fixed windows that several processes fill together, counted in Redis (7.0 or later) by one script that nothing comes
/// between, on Redis's own clock: what all of them allow together is exact. The hits of all threads that wait are sent
/// together.
///
/// Where Redis is unreachable, or does not reply in time, this process counts for itself until it is back; the log says
/// so once. Safe from any thread.
class SharedWindows : public limits::Counter {
 public:
    struct Options {
        Address address;
        std::chrono::milliseconds timeout_ms{20};  ///< a hit waits no longer than about twice that
        std::string prefix;  ///< of the keys in Redis: the same for all processes that count together
    };

    /// `own` counts while Redis is away.
    SharedWindows(Options options, limits::FixedWindows& own);
    ~SharedWindows() override;  // stops

    /// Answers all that wait. Whatever comes later is counted alone.
    void stop();

    /// The verdict is there at once where this process counts for itself.
    std::optional<limits::Verdict> hit(std::string_view key, std::span<const limits::Limit> limits, Timestamp now,
                                       const limits::MakeDone& make_done) override;

    bool connected() const { return connected_; }
    std::uint64_t counted_alone() const { return counted_alone_; }  ///< hits, since the start

 private:
    struct Hit {
        std::string key;
        std::span<const limits::Limit> limits;
        Timestamp now;
        limits::Done done;
    };

    void work();
    bool wait();
    void connect();
    void load_script();
    void count_together();
    void send(const Hit& hit);
    limits::Verdict count_alone(std::string_view key, std::span<const limits::Limit> limits, Timestamp now);
    void count_all_alone(const std::vector<Hit>& hits);
    void lose(const std::string& reason);

    const Options options_;
    limits::FixedWindows& own_;
    std::unique_ptr<Connection> connection_;
    std::string script_;  ///< by which Redis knows it
    std::vector<Hit> together_;
    std::atomic<bool> connected_{false};
    std::atomic<std::uint64_t> counted_alone_{0};
    bool said_away_ = false;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Hit> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace till::redis

#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "platform/caching/invalidations.h"
#include "platform/redis/connection.h"

namespace till::redis {

/// Publishes what is invalidated here to the other nodes of a shop, and invalidates here what they publish, by a
/// channel of Redis.
///
/// A node that receives its own messages is connected. While it does not, it invalidates everything at each attempt to
/// reconnect, which is every quarter of a second to about two seconds, so that nothing cached is older than that; and
/// where it could not notify the other nodes, it writes a marker that they read without Redis. Safe from any thread.
class InvalidationChannel {
 public:
    struct Options {
        Address address;
        std::string name;  ///< of the channel: the same for all nodes of a shop

        /// Has to make all other nodes invalidate everything, soon after it returns; called on a thread of the
        /// channel's, some times a second at most. May throw, and is retried then.
        std::function<void()> on_undelivered;
        caching::Tag marker_tag = 0;  ///< what a marker itself invalidates, which need not be published
    };

    explicit InvalidationChannel(caching::Invalidations& invalidations) : invalidations_(invalidations) {}
    ~InvalidationChannel();  // stops

    /// Once; until then, nothing is published or received. Does not wait for Redis.
    void start(Options options);
    /// Publishes no more, and calls no more on_undelivered().
    void stop();

    /// For the writer, after a commit. Does not wait: most often the others know within some milliseconds.
    void announce(std::span<const caching::Tag> tags);

    bool connected() const { return connected_; }
    std::uint64_t published() const { return published_; }  ///< messages with changes, since the start
    std::uint64_t received() const { return received_; }    ///< the same, from others

 private:
    /// Tags that wait to be published.
    struct Pending {
        bool everything = false;
        std::vector<caching::Tag> tags;
    };

    void run_publisher();
    bool take_pending(Pending& pending);
    void publish(const Pending& pending);
    void keep_undelivered(const Pending& pending);
    void report_undelivered();

    void run_subscriber();
    void receive_while_connected();
    void take_message(std::string_view message);
    bool pause(std::chrono::milliseconds time_ms);

    caching::Invalidations& invalidations_;
    Options options_;
    std::string id_;  ///< of this node: begins its messages
    std::atomic<bool> connected_{false};
    std::atomic<std::uint64_t> published_{0};
    std::atomic<std::uint64_t> received_{0};

    // Of the publishing thread.
    std::unique_ptr<Connection> publisher_connection_;
    bool undelivered_ = false;

    // Of the receiving thread.
    std::chrono::steady_clock::time_point last_echo_;

    std::mutex mutex_;
    std::condition_variable changed_;
    Pending pending_;
    bool started_ = false;
    bool stopping_ = false;
    std::thread publisher_;
    std::thread subscriber_;
};

}  // namespace till::redis

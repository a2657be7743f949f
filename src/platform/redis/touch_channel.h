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

#include "platform/caching/touches.h"
#include "platform/redis/connection.h"

namespace till::redis {

/// Tells the other nodes of a shop what is touched here, and touches here what they tell, by a channel of Redis.
///
/// A node that hears itself is connected. While it does not, it touches everything at each attempt to hear again, which
/// is every quarter of a second to about two seconds, so that nothing kept is older than that; and where it could not
/// tell the others something, it leaves a mark where they look without Redis. Safe from any thread.
class TouchChannel {
 public:
    struct Options {
        Address address;
        std::string name;  ///< of the channel: the same for all nodes of a shop

        /// Has to make all other nodes touch everything, soon after it returns; called on a thread of the channel's,
        /// some times a second at most. May throw, and is called again then.
        std::function<void()> mark;
        caching::Tag mark_tag = 0;  ///< what a mark itself touches, which no other node need be told
    };

    explicit TouchChannel(caching::Touches& touches) : touches_(touches) {}
    ~TouchChannel();  // stops

    /// Once; until then, nothing is told and nothing heard. Does not wait for Redis.
    void start(Options options);
    /// Tells no more, and calls no more mark().
    void stop();

    /// For the writer, after a commit. Does not wait: most often the others know within some milliseconds.
    void tell(std::span<const caching::Tag> tags);

    bool connected() const { return connected_; }
    std::uint64_t told() const { return told_; }    ///< messages that had something to tell, since the start
    std::uint64_t heard() const { return heard_; }  ///< the same, from others

 private:
    /// What waits to be told.
    struct News {
        bool everything = false;
        std::vector<caching::Tag> tags;
    };

    void speak();
    bool take_news(News& news);
    void publish(const News& news);
    void keep_for_mark(const News& news);
    void leave_mark();

    void listen();
    void listen_while_connected();
    void take_message(std::string_view message);
    bool pause(std::chrono::milliseconds time_ms);

    caching::Touches& touches_;
    Options options_;
    std::string id_;  ///< of this node: begins its messages
    std::atomic<bool> connected_{false};
    std::atomic<std::uint64_t> told_{0};
    std::atomic<std::uint64_t> heard_{0};

    // Of the thread that speaks.
    std::unique_ptr<Connection> speaking_;
    bool undelivered_ = false;

    // Of the thread that listens.
    std::chrono::steady_clock::time_point heard_myself_;

    std::mutex mutex_;
    std::condition_variable changed_;
    News news_;
    bool started_ = false;
    bool stopping_ = false;
    std::thread speaker_;
    std::thread listener_;
};

}  // namespace till::redis

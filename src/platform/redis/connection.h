#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/redis/address.h"
#include "platform/redis/stream.h"
#include "platform/redis/unavailable.h"

struct redisReader;
struct redisReply;

namespace till::redis {

/// What came back: an integer, a text, a list of these, or nothing.
struct Reply {
    std::int64_t integer = 0;
    std::string text;
    std::vector<Reply> list;
};

/// A connection to a Redis server, used by one thread at a time. All calls throw Unavailable.
class Connection {
 public:
    using Command = std::span<const std::string_view>;

    /// Connects, signs in and chooses the database. `timeout_ms`: for connecting, and for each wait for a response. Its
    /// thread, which has to be the thread that uses it, gets no SIGPIPE from now on.
    Connection(const Address& address, std::chrono::milliseconds timeout_ms);

    Reply ask(Command command);

    /// The same in two halves, so that many may be under way: as many receive() as send(), in the same order.
    void send(Command command);
    Reply receive();
    /// The same; nothing where the server replies with the error of that name, such as `NOSCRIPT`.
    std::optional<Reply> receive_unless(std::string_view error);

    /// What comes unasked, as to a subscriber; nullopt where nothing comes for that long.
    std::optional<Reply> receive_within(std::chrono::milliseconds wait_ms);

 private:
    struct FreeReader {
        void operator()(redisReader* reader) const;
    };
    struct FreeReply {
        void operator()(redisReply* reply) const;
    };
    using OwnedReply = std::unique_ptr<redisReply, FreeReply>;

    OwnedReply next_reply(Stream::Time until);
    OwnedReply required_reply();

    const std::chrono::milliseconds timeout_ms_;
    Stream stream_;
    std::unique_ptr<redisReader, FreeReader> reader_;
    std::string unsent_;
};

}  // namespace till::redis

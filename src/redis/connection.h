#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "redis/address.h"

struct redisContext;
struct redisReply;

namespace till::redis {

/// Redis is away, too slow, or refuses. The connection is of no more use then.
class Unavailable : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

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

    /// Connects, signs in and chooses the database. `timeout_ms`: for connecting, and for each wait for an answer. Its
    /// thread, which has to be the one that uses it, gets no SIGPIPE from now on.
    Connection(const Address& address, std::chrono::milliseconds timeout_ms);

    Reply ask(Command command);

    /// The same in two halves, so that many may be under way: as many receive() as send(), in the same order.
    void send(Command command);
    Reply receive();

    /// What comes unasked, as to a subscriber; nullopt where nothing comes for that long.
    std::optional<Reply> receive_within(std::chrono::milliseconds wait_ms);

 private:
    struct Close {
        void operator()(redisContext* context) const;
    };

    [[noreturn]] void fail() const;
    static Reply taken(redisReply* reply);

    std::unique_ptr<redisContext, Close> context_;
};

}  // namespace till::redis

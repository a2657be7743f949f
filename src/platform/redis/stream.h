#pragma once
#include <chrono>
#include <memory>
#include <string_view>

#include "platform/redis/address.h"

struct ssl_st;

namespace till::redis {

/// Bytes to and from a server, over TCP or TLS 1.2 and later, of a server whose certificate is good for its host. No
/// wait is longer than it may be. Used by one thread at a time, which gets no SIGPIPE from now on. All calls throw
/// Unavailable; the stream is of no more use then.
class Stream {
 public:
    using Time = std::chrono::steady_clock::time_point;

    /// Connects. `timeout_ms`: for that, and for each write().
    Stream(const Address& address, std::chrono::milliseconds timeout_ms);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    void write(std::string_view bytes);
    /// What has come, at least one byte; empty where nothing comes until then. Good until the next call.
    std::string_view read(Time until);

 private:
    enum class Want : short;
    class Tls;

    void connect(const Address& address);
    bool await(Want want, Time until) const;
    void require(Want want) const;

    const std::chrono::milliseconds timeout_ms_;
    int socket_ = -1;
    std::unique_ptr<Tls> tls_;
    std::unique_ptr<char[]> bytes_;
};

}  // namespace till::redis

#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.h"
#include "platform/http/respond.h"
#include "platform/network/ip_address.h"
#include "platform/errors/refusal.h"

namespace till::http {

/// The rest of an answer whose start is written.
struct Again {
    int status = 200;
    Body body;
};

/// What stands behind the server.
class Handler {
 public:
    virtual ~Handler() = default;

    /// Called on an edge thread for each request when its header is there; must not block. Answer at once, or ask for
    /// the body first, or hand over and do either later. Must not throw.
    virtual void handle(Request request, Respond respond) = 0;

    /// Asked before a request is read, with the bytes of one that is nothing but a header: whether these bytes are
    /// known (Request::bytes) and what they get now. Then status line and headers are appended to `start`, without
    /// those that the server adds. Called on an edge thread; must not block or throw. nullopt, and `start` as it was:
    /// read it.
    virtual std::optional<Again> answer_again(std::string_view /*request*/, std::string_view /*peer*/,
                                              std::string& /*start*/) {
        return std::nullopt;
    }

    /// Writes the answer to something that never became a request (malformed, too large, too slow). `received` is what
    /// is there of its header, unchecked: header_in() finds lines in it. The server closes the connection after the
    /// answer. Called on an edge thread; must not throw.
    virtual Response refuse(const Refusal& refusal, std::string_view received) = 0;
};

struct ServerOptions {
    std::string listen = "127.0.0.1:8080";  ///< address:port, [v6]:port; port 0 picks one
    std::size_t threads = 1;                ///< edge threads, each with its own io_context and SO_REUSEPORT socket
    std::size_t header_bytes_max = 16 * 1024;
    std::size_t bodies_bytes_max = std::size_t{64} * 1024 * 1024;       ///< bodies in memory, over all connections
    std::size_t body_files_bytes_max = std::size_t{512} * 1024 * 1024;  ///< bodies on disk
    std::string body_folder = "/var/tmp";                               ///< where those are
    std::size_t answers_bytes_max = std::size_t{64} * 1024 * 1024;      ///< answers of which a client has yet to read
    /// Over all threads. For one more, a connection on which nothing was ever sent gives way, or one that is idle; else
    /// it is answered 503 and closed.
    std::size_t connections_max = 20'000;
    std::size_t connections_per_address_max = 0;  ///< of those; 0: half. IPv6 by /64
    std::vector<IpNetwork> trusted_proxies;       ///< to which that does not apply
    std::size_t send_buffer_bytes = 128 * 1024;   ///< what the kernel may keep of an answer; 0: as it likes
    std::size_t bytes_per_second_min = 1024;      ///< of who sends a body or takes an answer
    /// From the first byte of a request to its header's end, and for that first byte on a new connection.
    std::chrono::milliseconds header_timeout_ms{10'000};
    /// In each third of this, the body has to go on by as many bytes as bytes_per_second_min says.
    std::chrono::milliseconds body_timeout_ms{30'000};
    std::chrono::milliseconds idle_timeout_ms{75'000};  ///< between requests on a kept connection
    /// In each third of this, the peer has to take as many bytes of the answer.
    std::chrono::milliseconds write_timeout_ms{30'000};
    std::chrono::milliseconds stop_timeout_ms{20'000};  ///< how long stop() waits for requests in flight
};

/// An HTTP/1.1 server (RFC 9110, 9112): keep-alive, pipelining (answers in order, one request at a time), 100-continue,
/// bounds on everything, and 400 with a closed connection for everything that two parsers could read in two ways.
class Server {
 public:
    /// Binds and listens, so that the port is known and taken; throws std::runtime_error with the address where it
    /// cannot. Nothing is accepted before start(). `handler` must outlive the server.
    Server(ServerOptions options, Handler& handler);
    ~Server();  // stops

    void start();

    /// The port in use: the one picked where the options said 0.
    std::uint16_t port() const;
    /// ADDRESS:PORT as one would type it.
    std::string address() const;

    /// No new connections; idle ones are closed; requests in flight are answered with `Connection: close`. Returns when
    /// all are gone or stop_timeout_ms has passed. Safe to call twice, from any thread but an edge thread.
    void stop();

    std::size_t connections() const;

 private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace till::http

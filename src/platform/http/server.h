#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "platform/http/handler.h"
#include "platform/http/server_options.h"

namespace till::http {

/// An HTTP/1.1 server (RFC 9110, 9112): keep-alive, pipelining (responses in order, one request at a time),
/// 100-continue, bounds on everything, and 400 with a closed connection for everything that two parsers could read in
/// two ways.
class Server {
 public:
    /// Binds and listens, so that the port is known and taken; throws std::runtime_error with the address where it
    /// cannot. Nothing is accepted before start(). `handler` must outlive the server.
    Server(ServerOptions options, Handler& handler);
    ~Server();  // stops

    void start();

    /// The port in use: chosen by the system where the options said 0.
    std::uint16_t port() const;
    /// ADDRESS:PORT as one would type it.
    std::string address() const;

    /// No new connections; idle ones are closed; requests in flight get a response with `Connection: close`. Returns
    /// when all are gone or stop_timeout_ms has passed. Safe to call twice, from any thread but an I/O thread.
    void stop();

    std::size_t connections() const;

 private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace till::http

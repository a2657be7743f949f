#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "platform/network/ip_address.h"

namespace till::http {

struct ServerOptions {
    std::string listen = "127.0.0.1:8080";  ///< address:port, [v6]:port; port 0 picks one
    std::size_t threads = 1;                ///< I/O threads, each with its own io_context and SO_REUSEPORT socket
    std::size_t header_bytes_max = 16 * 1024;
    std::size_t bodies_bytes_max = std::size_t{64} * 1024 * 1024;       ///< bodies in memory, over all connections
    std::size_t body_files_bytes_max = std::size_t{512} * 1024 * 1024;  ///< bodies on disk
    std::string body_folder = "/var/tmp";                               ///< where those are
    std::size_t responses_bytes_max = std::size_t{64} * 1024 * 1024;    ///< responses of which a client has yet to read
    /// Over all threads. For one more, a connection on which nothing was ever sent is closed, or an idle one; else the
    /// new one gets a 503 and is closed.
    std::size_t connections_max = 20'000;
    std::size_t connections_per_address_max = 0;  ///< of those; 0: half. IPv6 by /64
    std::vector<IpNetwork> trusted_proxies;       ///< to which that does not apply
    std::size_t send_buffer_bytes = 128 * 1024;   ///< how much of a response the kernel may buffer; 0: its default
    std::size_t bytes_per_second_min = 1024;      ///< of a client that sends a body or takes a response
    /// From the first byte of a request to its header's end, and for that first byte on a new connection.
    std::chrono::milliseconds header_timeout_ms{10'000};
    /// In each third of this, the body has to go on by as many bytes as bytes_per_second_min says.
    std::chrono::milliseconds body_timeout_ms{30'000};
    std::chrono::milliseconds idle_timeout_ms{75'000};  ///< between requests on a persistent connection
    /// In each third of this, the peer has to take as many bytes of the response.
    std::chrono::milliseconds write_timeout_ms{30'000};
    std::chrono::milliseconds stop_timeout_ms{20'000};  ///< how long stop() waits for requests in flight
};

}  // namespace till::http

#include "load/held.h"

#include <chrono>
#include <cstdio>
#include <string_view>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/sockets.h"

namespace till::load {

namespace {

constexpr int tick_ms = 10;
constexpr std::size_t ticks_a_byte = 100;
constexpr std::string_view request = "GET /api/v1/products/1 HTTP/1.1\r\nHost: slow\r\nX-Slow: ";

struct Slow {
    bench::Descriptor socket;
    std::size_t sent = 0;
};

bool send_a_byte(Slow& slow) {
    const char byte = slow.sent < request.size() ? request[slow.sent] : 'x';
    ++slow.sent;
    return send(slow.socket.number(), &byte, 1, MSG_NOSIGNAL) == 1;
}

/// Whether standard input ended before the tick was over.
bool ended_in_tick(bool by_input) {
    pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    if (poll(&input, by_input ? 1 : 0, tick_ms) == 0) return false;
    char ignored = 0;
    return read(STDIN_FILENO, &ignored, 1) == 0;
}

}  // namespace

void hold_connections(const std::string& url, std::size_t connections, bool trickle, double seconds) {
    const bench::Server server(url);
    std::vector<Slow> held;
    held.reserve(connections);
    for (std::size_t i = 0; i < connections; ++i) held.push_back({.socket = server.connect()});
    std::printf("holding %zu\n", connections);
    std::fflush(stdout);
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    for (std::size_t tick = 0; seconds == 0 || std::chrono::steady_clock::now() < end; ++tick) {
        if (ended_in_tick(seconds == 0)) return;
        if (!trickle) continue;
        // A hundredth of them at each tick.
        for (std::size_t i = tick % ticks_a_byte; i < held.size(); i += ticks_a_byte) {
            if (!send_a_byte(held[i])) held[i] = {.socket = server.connect()};
        }
    }
}

}  // namespace till::load

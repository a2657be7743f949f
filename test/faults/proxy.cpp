#include "faults/proxy.h"

#include <array>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace till::test {

namespace {

constexpr int look_up_ms = 50;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

const sockaddr* generic(const sockaddr_in& address) {
    const void* const untyped = &address;
    return static_cast<const sockaddr*>(untyped);
}

void send_at_once(int socket) {
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

int connected_to(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    send_at_once(socket);
    const sockaddr_in address = loopback(port);
    if (port != 0 && connect(socket, generic(address), sizeof address) == 0) return socket;
    close(socket);
    return -1;
}

bool write_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

// Reads some bytes from one side, and passes it on where it may; false ends the connection.
bool carry(int from, int to, const std::function<bool(std::string_view)>& may_pass) {
    std::array<char, 65536> buffer{};
    const ssize_t count = recv(from, buffer.data(), buffer.size(), 0);
    if (count <= 0) return false;
    const std::string_view chunk(buffer.data(), static_cast<std::size_t>(count));
    return may_pass(chunk) && write_all(to, chunk);
}

}  // namespace

Proxy::Proxy(std::uint16_t server, std::function<std::unique_ptr<Wire>()> make_wire)
    : server_(server), make_wire_(std::move(make_wire)), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    void* const untyped = &address;
    if (bind(listener_, generic(address), sizeof address) != 0 || listen(listener_, 128) != 0 ||
        getsockname(listener_, static_cast<sockaddr*>(untyped), &size) != 0) {
        throw std::runtime_error("a proxy cannot listen");
    }
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

Proxy::~Proxy() {
    ends_ = true;
    acceptor_.join();
    for (std::thread& connection : connections_) connection.join();
    close(listener_);
}

void Proxy::accept_all() {
    while (!ends_) {
        pollfd waiting{listener_, POLLIN, 0};
        if (poll(&waiting, 1, look_up_ms) <= 0) continue;
        const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        const std::lock_guard lock(mutex_);
        connections_.emplace_back([this, client] { pass_on(client); });
    }
}

void Proxy::pass_on(int client) {
    send_at_once(client);
    const int server = connected_to(server_);
    const std::unique_ptr<Wire> wire = make_wire_();
    bool goes_on = server >= 0;
    while (goes_on && !ends_) {
        pollfd sides[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        if (poll(sides, 2, look_up_ms) <= 0) continue;
        if (sides[1].revents != 0) {
            goes_on = carry(server, client, [&](std::string_view chunk) { return wire->to_client(chunk); });
        }
        if (goes_on && sides[0].revents != 0) {
            goes_on = carry(client, server, [&](std::string_view chunk) { return wire->to_server(chunk); });
        }
    }
    if (server >= 0) close(server);
    close(client);
}

}  // namespace till::test

#include "faults/raw_connection.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "support/ports.h"

namespace till::test {

RawConnection::RawConnection(std::uint16_t port, const std::string& from, int receive_bytes)
    : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_bytes > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    const timeval a_second{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &a_second, sizeof a_second);
    connected_ = connect_on_loopback(socket_, from, port);
}

RawConnection::~RawConnection() {
    if (socket_ >= 0) close(socket_);
}

RawConnection::RawConnection(RawConnection&& other) noexcept : socket_(other.socket_), connected_(other.connected_) {
    other.socket_ = -1;
}

RawConnection& RawConnection::operator=(RawConnection&& other) noexcept {
    std::swap(socket_, other.socket_);
    std::swap(connected_, other.connected_);
    return *this;
}

std::size_t RawConnection::send(std::string_view bytes) const {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) break;
        sent += static_cast<std::size_t>(count);
    }
    return sent;
}

bool RawConnection::take(std::size_t bytes) const {
    std::string buffer(bytes, '\0');
    const ssize_t count = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

int RawConnection::status(int seconds) const {
    const timeval patience{seconds, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    std::array<char, 4096> buffer{};
    const ssize_t count = recv(socket_, buffer.data(), buffer.size(), 0);
    constexpr ssize_t status_end = 12;  // of "HTTP/1.1 200"
    return count >= status_end ? std::atoi(std::string(buffer.data() + 9, 3).c_str()) : 0;
}

void RawConnection::reset() {
    const linger at_once{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(socket_);
    socket_ = -1;
}

void allow_many_connections() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace till::test

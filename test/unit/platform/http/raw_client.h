#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "platform/http/message.h"

namespace till::http {

/// A response as it came over the wire. `status` 0: the connection ended before a whole response was there.
struct RawResponse {
    int status = 0;
    std::string header;  ///< status line and headers, to the empty line
    std::string body;

    std::string value(std::string_view name) const {
        std::size_t begin = 0;
        while (begin < header.size()) {
            const std::size_t end = header.find("\r\n", begin);
            const std::string line = header.substr(begin, end - begin);
            const std::size_t colon = line.find(": ");
            if (colon != std::string::npos && same_name(line.substr(0, colon), name)) return line.substr(colon + 2);
            if (end == std::string::npos) break;
            begin = end + 2;
        }
        return "";
    }
};

/// A client that sends exactly the bytes it is given. Gives up, as if the server had closed, after ten seconds.
class RawClient {
 public:
    explicit RawClient(std::uint16_t port) : RawClient(port, ::socket(AF_INET, SOCK_STREAM, 0)) {}

    RawClient(std::uint16_t port, int open_socket) : socket_(open_socket) {
        const timeval patience{10, 0};
        const int on = 1;
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const void* const generic = &address;
        if (::connect(socket_, static_cast<const sockaddr*>(generic), sizeof address) != 0) {
            throw std::runtime_error("cannot connect");
        }
    }

    ~RawClient() { hang_up(); }

    RawClient(RawClient&& other) noexcept : socket_(std::exchange(other.socket_, -1)), read_(std::move(other.read_)) {}
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// Stops where the server has closed.
    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    void send_byte_by_byte(std::string_view bytes) {
        for (const char& byte : bytes) send({&byte, 1});
    }

    RawResponse read_response(bool to_head = false) {
        RawResponse response;
        std::size_t end = 0;
        while ((end = read_.find("\r\n\r\n")) == std::string::npos) {
            if (!receive()) return {};
        }
        response.header = read_.substr(0, end + 2);
        read_.erase(0, end + 4);
        const std::string length = response.value("Content-Length");
        const std::size_t size = to_head || length.empty() ? 0 : std::stoul(length);
        while (read_.size() < size) {
            if (!receive()) return {};
        }
        response.body = read_.substr(0, size);
        read_.erase(0, size);
        response.status = std::stoi(response.header.substr(9, 3));
        return response;
    }

    RawResponse ask(std::string_view bytes) {
        send(bytes);
        return read_response();
    }

    /// Waits for the server to close, and says whether it did so in order (no reset) and without a further byte.
    bool is_closed() {
        while (receive()) {
        }
        return ended_ && read_.empty();
    }

    /// At most as many bytes, stored for the next response.
    void read_some(std::size_t bytes) {
        std::string some(bytes, '\0');
        const ssize_t count = ::recv(socket_, some.data(), bytes, MSG_DONTWAIT);
        if (count > 0) read_.append(some, 0, static_cast<std::size_t>(count));
    }
    void send_no_more() { ::shutdown(socket_, SHUT_WR); }
    void hang_up() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }
    /// Closes with a reset instead of an orderly end.
    void break_off() {
        const linger at_once{1, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        hang_up();
    }

 private:
    bool receive() {
        char bytes[16 * 1024];
        const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
        if (count > 0) read_.append(bytes, static_cast<std::size_t>(count));
        if (count == 0) ended_ = true;
        return count > 0;
    }

    int socket_;
    std::string read_;
    bool ended_ = false;
};

}  // namespace till::http

#include "faults/flood.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace till::test {

namespace {

using Clock = std::chrono::steady_clock;

class Client {
 public:
    Client(std::uint16_t port, const std::string& request, Flooded& told)
        : port_(port), request_(request), told_(told) {}
    ~Client() { hang_up(); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void begin(int events) {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int on = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const void* const untyped = &address;
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = this;
        if (connect(socket_, static_cast<const sockaddr*>(untyped), sizeof address) != 0 ||
            epoll_ctl(events, EPOLL_CTL_ADD, socket_, &event) != 0) {
            return hang_up();
        }
        send_request();
    }

    void read_response(int events) {
        std::array<char, 16384> buffer;
        const ssize_t count = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (count <= 0) {
            ++told_.broken;
            hang_up();
            return begin(events);
        }
        received_.append(buffer.data(), static_cast<std::size_t>(count));
        const bool closes = received_.find("\r\nConnection: close") != std::string::npos;
        if (!take_response()) return;
        if (closes) {
            hang_up();
            return begin(events);
        }
        send_request();
    }

 private:
    bool take_response() {
        const auto head = received_.find("\r\n\r\n");
        if (head == std::string::npos) return false;
        static constexpr std::string_view length_name = "\r\nContent-Length: ";
        const auto length = received_.find(length_name);
        std::size_t end = head + 4;
        if (length < head) end += std::strtoull(received_.c_str() + length + length_name.size(), nullptr, 10);
        if (received_.size() < end) return false;
        count(std::string_view(received_).substr(0, head));
        received_.clear();
        return true;
    }

    void count(std::string_view head) {
        const std::string_view status = head.substr(9, 3);
        if (status == "201") {
            ++told_.done;
        } else if (status == "503") {
            ++told_.busy;
            if (head.find("\r\nRetry-After: ") == std::string_view::npos) ++told_.busy_without_retry_after;
        } else {
            ++told_.others;
        }
    }

    void send_request() {
        if (send(socket_, request_.data(), request_.size(), MSG_NOSIGNAL) < 0) return;  // its end is read
    }

    void hang_up() {
        if (socket_ >= 0) close(socket_);
        socket_ = -1;
        received_.clear();
    }

    std::uint16_t port_;
    const std::string& request_;
    Flooded& told_;
    int socket_ = -1;
    std::string received_;
};

}  // namespace

void Flooded::add(const Flooded& more) {
    done += more.done;
    busy += more.busy;
    busy_without_retry_after += more.busy_without_retry_after;
    others += more.others;
    broken += more.broken;
    seconds += more.seconds;
}

Flooded flood(std::uint16_t port, int clients, std::chrono::milliseconds duration, const std::string& request) {
    Flooded told;
    const int events = epoll_create1(EPOLL_CLOEXEC);
    std::vector<std::unique_ptr<Client>> all;
    for (int i = 0; i < clients; ++i) {
        all.push_back(std::make_unique<Client>(port, request, told));
        all.back()->begin(events);
    }
    const auto began = Clock::now();
    std::array<epoll_event, 256> ready{};
    while (Clock::now() - began < duration) {
        const int count = epoll_wait(events, ready.data(), static_cast<int>(ready.size()), 10);
        for (int i = 0; i < count; ++i) {
            static_cast<Client*>(ready[static_cast<std::size_t>(i)].data.ptr)->read_response(events);
        }
    }
    told.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    all.clear();
    close(events);
    return told;
}

}  // namespace till::test

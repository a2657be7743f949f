#include "support/ports.h"

#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace till::test {
namespace {

sockaddr* generic(sockaddr_in& address) {
    void* const plain = &address;
    return static_cast<sockaddr*>(plain);
}

class Socket {
 public:
    ~Socket() { close(file_); }

    bool bind_to(sockaddr_in& address) const { return bind(file_, generic(address), sizeof address) == 0; }
    bool connect_to(sockaddr_in& address) const { return connect(file_, generic(address), sizeof address) == 0; }
    bool name(sockaddr_in& address) const {
        socklen_t size = sizeof address;
        return getsockname(file_, generic(address), &size) == 0;
    }

 private:
    int file_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

}  // namespace

std::uint16_t free_port() {
    sockaddr_in address = loopback(0);
    const Socket socket;
    if (!socket.bind_to(address) || !socket.name(address))
        throw std::runtime_error("there is no free port on loopback");
    return ntohs(address.sin_port);
}

bool connect_on_loopback(int socket, const std::string& from, std::uint16_t port) {
    sockaddr_in own = loopback(0);
    inet_pton(AF_INET, from.c_str(), &own.sin_addr);
    sockaddr_in other = loopback(port);
    bind(socket, generic(own), sizeof own);
    return connect(socket, generic(other), sizeof other) == 0;
}

bool is_listening(std::uint16_t port) {
    sockaddr_in address = loopback(port);
    return Socket().connect_to(address);
}

}  // namespace till::test

#include "common/sockets.h"

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/address.h"

namespace till::bench {

namespace {

std::unique_ptr<addrinfo, void (*)(addrinfo*)> resolve(const std::string& url) {
    const Address address = parse_address(url);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int error = getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found);
    if (error != 0) throw std::runtime_error(url + ": " + gai_strerror(error));
    return {found, freeaddrinfo};
}

}  // namespace

void throw_errno(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

Descriptor::~Descriptor() {
    if (number_ >= 0) close(number_);
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

Server::Server(const std::string& url) : url_(url), address_(resolve(url)) {}

Descriptor Server::connect() const {
    Descriptor descriptor(socket(address_->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (descriptor.number() < 0) throw_errno("a socket");
    if (::connect(descriptor.number(), address_->ai_addr, address_->ai_addrlen) != 0) throw_errno(url_);
    const int on = 1;
    setsockopt(descriptor.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (fcntl(descriptor.number(), F_SETFL, O_NONBLOCK) != 0) throw_errno(url_);
    return descriptor;
}

}  // namespace till::bench

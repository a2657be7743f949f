#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace till::test {

/// What happens on one connection through a proxy: called with some bytes before they are passed on. False cuts the
/// connection on both sides, and the bytes are lost.
class Wire {
 public:
    virtual ~Wire() = default;
    virtual bool to_server(std::string_view /*piece*/) { return true; }
    virtual bool to_client(std::string_view /*piece*/) { return true; }
};

/// A TCP proxy on loopback that may cut its connections.
class Proxy {
 public:
    /// `make_wire` is called for each connection.
    Proxy(std::uint16_t server, std::function<std::unique_ptr<Wire>()> make_wire);
    ~Proxy();
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;

    std::uint16_t port() const { return port_; }
    /// Where new connections go from now on; 0 refuses them.
    void lead_to(std::uint16_t server) { server_ = server; }

 private:
    void accept_all();
    void pass_on(int client);

    std::atomic<std::uint16_t> server_;
    std::function<std::unique_ptr<Wire>()> make_wire_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> ends_{false};
    std::mutex mutex_;
    std::vector<std::thread> connections_;
    std::thread acceptor_;
};

}  // namespace till::test

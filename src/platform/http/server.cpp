#include "platform/http/server.h"

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include "platform/http/io_thread.h"
#include "platform/text/numbers.h"

namespace till::http {

namespace {

asio::ip::tcp::endpoint endpoint_of(const std::string& listen) {
    const std::size_t colon = listen.rfind(':');
    std::string host = listen.substr(0, colon);
    const std::string_view digits = colon == std::string::npos ? "" : std::string_view(listen).substr(colon + 1);
    const auto port = parse_integer<std::uint16_t>(digits);
    const bool bracketed = host.size() > 2 && host.starts_with('[') && host.ends_with(']');
    if (bracketed) host = host.substr(1, host.size() - 2);
    ErrorCode bad_address;
    const auto address = asio::ip::make_address(host, bad_address);
    if (!port || bad_address || address.is_v6() != bracketed) {
        throw std::runtime_error("cannot listen on '" + listen + "': that is not ADDRESS:PORT or [ADDRESS]:PORT");
    }
    return {address, *port};
}

/// Sockets that share a port share it with other programs of the same user as well: two servers would each get some of
/// the connections, by chance. So the port is first bound alone.
void check_that_free(const asio::ip::tcp::endpoint& endpoint) {
    asio::io_context io_context;
    Acceptor probe(io_context);
    probe.open(endpoint.protocol());
    probe.set_option(Acceptor::reuse_address(true));
    probe.bind(endpoint);
}

}  // namespace

class Server::Impl {
 public:
    Impl(ServerOptions options, Handler& handler)
        : common_(std::make_shared<ServerContext>(std::move(options), handler)) {
        auto endpoint = endpoint_of(common_->options.listen);
        const std::size_t threads = std::max<std::size_t>(1, common_->options.threads);
        try {
            if (threads > 1 && endpoint.port() != 0) check_that_free(endpoint);
            while (io_threads_.size() < threads) {
                io_threads_.push_back(std::make_shared<IoThread>(common_, endpoint, threads > 1));
                endpoint = io_threads_.back()->endpoint();
            }
        } catch (const boost::system::system_error& error) {
            throw std::runtime_error("cannot listen on '" + common_->options.listen + "': " + error.code().message());
        }
    }

    void start() {
        const std::lock_guard lock(mutex_);
        if (started_ || stopped_) return;
        started_ = true;
        for (std::size_t index = 0; index < io_threads_.size(); ++index)
            io_threads_[index]->start("edge-" + std::to_string(index));
    }

    void stop() {
        const std::lock_guard lock(mutex_);
        if (stopped_) return;
        stopped_ = true;
        if (started_) end_threads();
    }

    const asio::ip::tcp::endpoint endpoint() const { return io_threads_.front()->endpoint(); }
    std::size_t connections() const { return common_->connections; }

 private:
    void end_threads() {
        for (const auto& io_thread : io_threads_) io_thread->stop();
        const auto deadline = Clock::now() + common_->options.stop_timeout_ms;
        for (const auto& io_thread : io_threads_) {
            if (!io_thread->wait_until(deadline)) io_thread->force();
        }
        for (const auto& io_thread : io_threads_) io_thread->join();
    }

    std::shared_ptr<ServerContext> common_;
    std::vector<std::shared_ptr<IoThread>> io_threads_;
    std::mutex mutex_;
    bool started_ = false;
    bool stopped_ = false;
};

Server::Server(ServerOptions options, Handler& handler) : impl_(std::make_unique<Impl>(std::move(options), handler)) {}

Server::~Server() { stop(); }

void Server::start() { impl_->start(); }

void Server::stop() { impl_->stop(); }

std::uint16_t Server::port() const { return impl_->endpoint().port(); }

std::string Server::address() const {
    const auto endpoint = impl_->endpoint();
    const std::string host = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

std::size_t Server::connections() const { return impl_->connections(); }

}  // namespace till::http

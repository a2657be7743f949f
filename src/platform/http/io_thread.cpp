#include "platform/http/io_thread.h"

#include <algorithm>

#include <pthread.h>
#include <sys/socket.h>

#include "platform/http/connection.h"

namespace till::http {

namespace {

constexpr std::size_t turned_away_max = 64;
constexpr std::size_t completions_at_once = 8;
constexpr std::chrono::milliseconds accept_pause_ms{100};
constexpr std::size_t looked_at_for_room_max = 256;
constexpr std::chrono::seconds rested{5};  // an idle connection may be closed for a new one after that

/// Often enough for the shortest of the time limits.
std::chrono::milliseconds tick_ms(const ServerOptions& options) {
    const auto shortest = std::min(
        {options.header_timeout_ms, options.body_timeout_ms, options.idle_timeout_ms, options.write_timeout_ms});
    return std::clamp(shortest / 12, std::chrono::milliseconds(5), std::chrono::milliseconds(200));
}

std::string text_of(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

}  // namespace

IoThread::IoThread(std::shared_ptr<ServerContext> common, const asio::ip::tcp::endpoint& endpoint, bool shared)
    : IoThreadContext(std::move(common)), acceptor_(io_context_), clock_(io_context_), accept_pause_(io_context_) {
    using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(Acceptor::reuse_address(true));
    if (shared) acceptor_.set_option(ReusePort(true));
    if (const auto bytes = options().send_buffer_bytes; bytes > 0) {  // which its connections inherit
        acceptor_.set_option(asio::socket_base::send_buffer_size(static_cast<int>(bytes)));
    }
    acceptor_.bind(endpoint);
    acceptor_.listen();
    endpoint_ = acceptor_.local_endpoint();
}

IoThread::~IoThread() = default;

void IoThread::start(const std::string& name) {
    thread_ = std::thread([this, name] {
        pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
        run();
    });
}

void IoThread::run() {
    runs_from_here_on();
    accept();
    tick();
    io_context_.run();
    const std::lock_guard lock(mutex_);
    ended_ = true;
    completions_.clear();
    ended_changed_.notify_all();
}

void IoThread::accept() {
    acceptor_.async_accept(peer_,
                           [this](const ErrorCode& error, Socket socket) { accepted(error, std::move(socket)); });
}

void IoThread::accepted(const ErrorCode& error, Socket socket) {
    if (stopping()) return;
    if (!error) add(std::move(socket));
    if (!error || error == asio::error::connection_aborted) return accept();
    // No file descriptors or no memory: the connection stays in the queue, and another accept at once would spin.
    accept_pause_.expires_after(accept_pause_ms);
    accept_pause_.async_wait([this](const ErrorCode& cancelled) {
        if (!cancelled && !stopping()) accept();
    });
}

void IoThread::add(Socket socket) {
    std::string peer = text_of(peer_.address());
    auto share = admit(peer);
    if (!share) {
        if (turned_away_ == turned_away_max) return;
        ++turned_away_;
    }
    ErrorCode ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket.non_blocking(true, ignored);
    auto connection =
        std::make_shared<Connection>(std::move(socket), std::move(peer), shared_from_this(), std::move(share));
    connection->position = connections_.size();
    connections_.push_back(connection);
    connection->start();
}

/// A place, which another connection may have to give up; nullptr where there is none.
std::shared_ptr<AddressShare> IoThread::admit(const std::string& peer) {
    auto share = common().addresses.enter(peer);
    if (!share) {
        const std::string address = Addresses::counted(peer);
        if (make_room(&address)) share = common().addresses.enter(peer);
        if (!share) return nullptr;
    }
    bool too_many = common().connections.fetch_add(1) >= options().connections_max;
    if (too_many && make_room(nullptr)) too_many = common().connections > options().connections_max;
    if (!too_many) return share;
    --common().connections;
    common().addresses.leave(share);
    return nullptr;
}

/// Closes a connection, of that address if one is given: one on which nothing was ever sent, the oldest first, or else
/// one that has been idle for long. Looks at a few only, and at others each time.
bool IoThread::make_room(const std::string* address) {
    Connection* best = nullptr;
    const auto goes_before = [](const Connection& left, const Connection& right) {
        return left.is_silent() != right.is_silent() ? left.is_silent() : left.idle_since() < right.idle_since();
    };
    const Clock::time_point rested_since = Clock::now() - rested;
    for (std::size_t look = 0; look < std::min(connections_.size(), looked_at_for_room_max); ++look) {
        Connection& connection = *connections_[looked_for_room_++ % connections_.size()];
        const bool gives_way = connection.is_idle() && !connection.turned_away() &&
                               (connection.is_silent() || connection.idle_since() < rested_since) &&
                               (address == nullptr || connection.share()->address == *address);
        if (gives_way && (best == nullptr || goes_before(connection, *best)) && !connection.has_unread()) {
            best = &connection;
        }
    }
    if (best == nullptr) return false;
    best->shared_from_this()->close();
    return true;
}

void IoThread::read_in_turn(std::shared_ptr<Connection> connection) {
    to_read_.push_back(std::move(connection));
    if (to_read_.size() == 1) asio::post(io_context_, [this] { read_all(); });
}

// One round, without the queue of the io_context between its connections. What comes up meanwhile is another round.
void IoThread::read_all() {
    reading_.swap(to_read_);
    for (const auto& connection : reading_) connection->take_turn();
    reading_.clear();
}

void IoThread::drop_in_turn(std::shared_ptr<Connection> connection) {
    to_drop_.push_back(std::move(connection));
    if (to_drop_.size() == 1) drop_next();
}

void IoThread::drop_next() {
    asio::post(io_context_, [this] {
        to_drop_.front()->drop_some();
        to_drop_.pop_front();
        if (!to_drop_.empty()) drop_next();
    });
}

void IoThread::remove(Connection& connection) {
    if (connection.turned_away()) {
        --turned_away_;
    } else {
        --common().connections;
        common().addresses.leave(connection.share());
    }
    const std::size_t position = connection.position;
    connections_.back()->position = position;
    std::swap(connections_[position], connections_.back());
    connections_.pop_back();
    end_if_empty();
}

void IoThread::tick() {
    clock_.expires_after(tick_ms(options()));
    clock_.async_wait([this](const ErrorCode& cancelled) {
        if (cancelled || (stopping() && connections_.empty())) return;
        const Clock::time_point now = Clock::now();
        ticked(now);
        // From the end: a closed connection is replaced by the last one, which has been seen.
        for (std::size_t index = connections_.size(); index-- > 0;) {
            if (connections_[index]->deadline() > now) continue;
            const auto connection = connections_[index];
            connection->expire(now);
        }
        if (stopping() && connections_.empty()) return;
        tick();
    });
}

void IoThread::stop() {
    asio::post(io_context_, [this] {
        begin_to_stop();
        ErrorCode ignored;
        acceptor_.close(ignored);
        for (std::size_t index = connections_.size(); index-- > 0;) {
            const auto connection = connections_[index];
            connection->stop();
        }
        end_if_empty();
    });
}

/// Without its timers the io_context runs out of work, and run() returns.
void IoThread::end_if_empty() {
    if (!stopping() || !connections_.empty()) return;
    clock_.cancel();
    accept_pause_.cancel();
}

bool IoThread::wait_until(Clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    return ended_changed_.wait_until(lock, deadline, [this] { return ended_; });
}

void IoThread::force() {
    asio::post(io_context_, [this] {
        while (!connections_.empty()) {
            const auto connection = connections_.back();
            connection->close();
        }
    });
}

void IoThread::join() {
    if (thread_.joinable()) thread_.join();
}

void IoThread::deliver(std::shared_ptr<Connection> connection, std::uint64_t exchange, Result result) {
    {
        const std::lock_guard lock(mutex_);
        if (ended_) return;
        completions_.push_back({std::move(connection), exchange, std::move(result)});
        if (completions_.size() > 1) return;  // the thread that added the first one has called wake()
    }
    wake();
}

void IoThread::wake() {
    asio::post(io_context_, [this] { run_completions(); });
}

/// A few at a time: the writer completes a whole group at once, and other work of this thread must not wait for all of
/// it.
void IoThread::run_completions() {
    std::vector<Completion> completions;
    completions.reserve(completions_at_once);
    bool more = false;
    {
        const std::lock_guard lock(mutex_);
        while (!completions_.empty() && completions.size() < completions_at_once) {
            completions.push_back(std::move(completions_.front()));
            completions_.pop_front();
        }
        more = !completions_.empty();
    }
    for (Completion& completion : completions) {
        if (auto* response = std::get_if<Response>(&completion.result)) {
            completion.connection->respond(completion.exchange, std::move(*response));
        } else {
            completion.connection->begin_body(completion.exchange, std::get<BodyOrder>(std::move(completion.result)));
        }
    }
    if (more) wake();
}

}  // namespace till::http

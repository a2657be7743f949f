#include <algorithm>
#include <array>
#include <cerrno>
#include <span>

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "platform/http/connection.h"
#include "platform/http/response_header.h"

// What a connection does to send: a response in one system call where there is room, the rest of it at no less than the
// least rate, and the end.
namespace till::http {

namespace {

constexpr std::chrono::milliseconds linger_pause_ms{2'000};  // without a byte
constexpr std::chrono::milliseconds linger_timeout_ms{30'000};
constexpr std::chrono::milliseconds rest_ms{500};         // half of Retry-After
constexpr std::size_t single_write_bytes_max = 4 * 1024;  // copying so much costs less than sending from two places

/// A third of a time limit: a peer that reads nothing is noticed within two of them.
std::chrono::milliseconds stretch_of(std::chrono::milliseconds timeout) {
    return std::max(timeout / 3, std::chrono::milliseconds(1));
}

}  // namespace

/// Sends response_.
void Connection::send(bool keep_alive) {
    keep_alive = keep_alive && !io_thread_->stopping() && can_skip_body();
    remove_framing(response_.headers);
    next_ = keep_alive ? Next::request : Next::close;
    std::string& start = io_thread_->send_buffer();
    append_status_line(start, response_.status);
    start.append(response_.shared_headers.bytes).append(response_.headers.wire());
    std::string_view body = response_.body.view();
    append_framing(start, response_.status, body.size(),
                   {.date = io_thread_->date(), .keep_alive = keep_alive, .http_1_0 = reader_.framing().http_1_0});
    if (reader_.is_head() || !has_body(response_.status)) body = {};
    if (start.size() + body.size() <= single_write_bytes_max) {
        start.append(body);
        body = {};
    }
    write(start, body);
}

void Connection::send_continue() {
    sent_continue_ = true;
    next_ = Next::body;
    write("HTTP/1.1 100 Continue\r\n\r\n", {});
}

/// In one system call wherever the peer has room for all of it. `start` is stored only as far as it is unsent.
void Connection::write(std::string_view start, std::string_view body) {
    state_ = State::writing;
    waiting_in_ = Phase::none;
    ErrorCode error;
    const std::size_t sent = body.empty()
                                 ? socket_.write_some(asio::buffer(start), error)
                                 : socket_.write_some(std::array{asio::buffer(start), asio::buffer(body)}, error);
    if (error && error != asio::error::would_block) return close();
    if (sent == start.size() + body.size()) return written();
    if (!response_memory_.resize(response_.body.owned_bytes())) return reset();
    unsent_ = start.substr(std::min(sent, start.size()));
    body_ = body.substr(sent - std::min(sent, start.size()));
    sent_ = 0;
    begin_pace(Clock::now(), io_thread_->options().write_timeout_ms, bytes_taken());
    wait_for_room();
}

void Connection::wait_for_room() {
    socket_.async_wait(Socket::wait_write, [self = shared_from_this()](const ErrorCode& failed) {
        if (self->state_ != State::writing) return;
        if (failed) return self->close();
        self->write_rest();
        self->proceed();
    });
}

void Connection::write_rest() {
    while (sent_ < unsent_.size() + body_.size()) {
        const std::size_t start_sent = std::min(sent_, unsent_.size());
        const std::string_view body = body_.substr(sent_ - start_sent);
        ErrorCode error;
        sent_ += socket_.write_some(
            std::array{asio::buffer(std::string_view(unsent_).substr(start_sent)), asio::buffer(body)}, error);
        if (error == asio::error::would_block) return wait_for_room();
        if (error) return close();
    }
    unsent_ = {};
    written();
}

void Connection::written() {
    deadline_ = Clock::time_point::max();
    if (next_ == Next::body) {
        state_ = State::reading;
        return;
    }
    const bool is_too_busy = response_.status == problems::overloaded.status;
    response_ = {};
    if (response_memory_.bytes() > 0) response_memory_.resize(0);
    if (next_ == Next::close) return linger();
    reader_.state() == RequestReader::State::announced ? skip_body() : next_request();
    if (is_too_busy) return rest();
    state_ = State::reading;
}

/// A client that got a 503 and sends its next request at once is read a little later: refusals must not take the time
/// of requests that can be served.
void Connection::rest() {
    state_ = State::resting;
    if (!rest_) rest_ = std::make_unique<Timer>(socket_.get_executor());
    rest_->expires_after(rest_ms);
    rest_->async_wait([self = shared_from_this()](const ErrorCode&) {
        if (self->state_ != State::resting) return;
        self->state_ = State::reading;
        self->proceed();
    });
}

/// Closing at once would cause a reset for bytes that are still on their way, which can overtake the response: shut
/// down the sending direction, and wait a little for the peer to close (RFC 9112, 9.6). A client that still sends a
/// body often reads the response only after it.
void Connection::linger() {
    state_ = State::lingering;
    const Clock::time_point now = Clock::now();
    linger_end_ = now + linger_timeout_ms;
    deadline_ = now + linger_pause_ms;
    body_in_.reset();
    ErrorCode ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    if (read_pending_) return;
    input_.clear();
    input_.make_room(0);  // which gives large ones back
    charge_input();
    drop_input();
}

/// Drops what still comes, in turn with others that do: a crowd whose bodies were refused must not take the thread's
/// time.
void Connection::drop_input() {
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](const ErrorCode& failed) {
        if (self->state_ != State::lingering) return;
        if (failed) return self->close();
        self->io_thread_->drop_in_turn(self);
    });
}

void Connection::drop_some() {
    if (state_ != State::lingering) return;
    const std::span<char> area = io_thread_->drop_area();
    // MSG_TRUNC: the kernel copies nothing, tcp(7).
    const ssize_t count = ::recv(socket_.native_handle(), area.data(), area.size(), MSG_TRUNC | MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) return close();
    deadline_ = std::min(linger_end_, Clock::now() + linger_pause_ms);
    drop_input();
}

void Connection::begin_pace(Clock::time_point now, std::chrono::milliseconds timeout, std::int64_t bytes) {
    deadline_ = now + stretch_of(timeout);
    pace_bytes_ = bytes;
}

/// Whether the transfer has gone on far enough since its stretch began; if so, begins the next one.
bool Connection::keeps_pace(Clock::time_point now, std::chrono::milliseconds timeout, std::int64_t bytes) {
    const auto rate = static_cast<std::int64_t>(io_thread_->options().bytes_per_second_min);
    if (bytes - pace_bytes_ < std::max<std::int64_t>(1, rate * stretch_of(timeout).count() / 1000)) return false;
    begin_pace(now, timeout, bytes);
    return true;
}

/// Of what was written since the write that found no more room.
std::int64_t Connection::bytes_taken() { return static_cast<std::int64_t>(sent_) - bytes_unacknowledged(); }

/// The bytes that the kernel holds for the peer.
std::int64_t Connection::bytes_unacknowledged() {
    int bytes = 0;
    return ::ioctl(socket_.native_handle(), SIOCOUTQ, &bytes) == 0 ? bytes : 0;
}

}  // namespace till::http

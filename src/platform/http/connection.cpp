#include "platform/http/connection.h"

#include <algorithm>
#include <limits>

#include <sys/socket.h>

#include "platform/time/coarse_clock.h"

namespace till::http {

namespace {

constexpr std::chrono::milliseconds turned_away_ms{1'000};  // for the header of a client that gets a 503
constexpr std::string_view empty_line = "\r\n";             // which may stand before a request
constexpr std::size_t body_read_bytes = 16 * 1024;
constexpr std::size_t skipped_bytes_max = 64 * 1024;  // of an unwanted body, so that the connection stays usable
constexpr std::int64_t pace_unknown = std::numeric_limits<std::int64_t>::min() / 2;  // the first stretch is free

Refusal too_many_connections() { return overloaded("Too many connections are open. Try again in a moment."); }

}  // namespace

Connection::Connection(Socket socket, std::string peer, std::shared_ptr<IoThreadContext> io_thread,
                       std::shared_ptr<AddressShare> share)
    : socket_(std::move(socket)),
      io_thread_(std::move(io_thread)),
      share_(std::move(share)),
      peer_(std::move(peer)),
      reader_(io_thread_->options()),
      input_memory_(share_ ? share_->bodies : nullptr),
      response_memory_(io_thread_->responses()) {}

void Connection::start() { wait_for_bytes(); }

/// Reads requests and writes responses until bytes, a response or room to write are lacking.
void Connection::proceed() {
    while (state_ == State::reading) {
        taken_ = input_.unread();
        taken_ = taken_.substr(0, reader_.take(taken_));
        input_.consume(taken_.size());
        switch (reader_.state()) {
            case RequestReader::State::announced:
                handle();
                break;
            case RequestReader::State::complete:
                body_in_ ? body_is_there() : handle();
                break;
            case RequestReader::State::refused:
                refuse(reader_.refusal(), taken_.size() <= empty_line.size() ? input_.unread() : taken_);
                break;
            case RequestReader::State::header:
            case RequestReader::State::body:
                if (!waits_for_continue()) return wait_for_bytes();
                send_continue();
        }
    }
}

/// RFC 9110, 10.1.1: a client whose body is already on its way needs no invitation.
bool Connection::waits_for_continue() {
    return phase() == Phase::body && take_body_ && reader_.framing().expects_continue && !sent_continue_ &&
           input_.empty() && body_in_->size() == 0;
}

Connection::Phase Connection::phase() const {
    if (reader_.state() == RequestReader::State::body) return Phase::body;
    return input_.empty() ? Phase::idle : Phase::header;
}

void Connection::wait_for_bytes() {
    const Phase now_in = phase();
    if (now_in != waiting_in_) begin_waiting(now_in);
    input_.make_room(now_in != Phase::body       ? 0
                     : reader_.framing().chunked ? body_read_bytes
                                                 : std::min(reader_.body_missing(), body_read_bytes));
    if (!charge_input()) {
        return refuse(overloaded("Too many requests are being received. Try again in a moment."), input_.unread());
    }
    if (now_in == Phase::idle) {
        io_thread_->read_in_turn(shared_from_this());
    } else {
        read();
    }
}

void Connection::begin_waiting(Phase phase) {
    const ServerOptions& options = io_thread_->options();
    const Clock::time_point now = coarse_now();
    waiting_in_ = phase;
    if (phase == Phase::body) {
        begin_pace(now, options.body_timeout_ms, static_cast<std::int64_t>(body_in_->size()));
    } else if (phase == Phase::header) {
        deadline_ =
            now + (turned_away() ? std::min(options.header_timeout_ms, turned_away_ms) : options.header_timeout_ms);
    } else {
        idle_since_ = now;
        begin_pace(now, options.write_timeout_ms, pace_unknown);
        deadline_ = std::min(deadline_, now + (turned_away() ? turned_away_ms : idle_limit()));
    }
}

/// Whoever has connected is expected to say what for.
std::chrono::milliseconds Connection::idle_limit() const {
    return heard_ ? io_thread_->options().idle_timeout_ms : io_thread_->options().header_timeout_ms;
}

/// False where the bound of all bodies leaves no room for what is read.
bool Connection::charge_input() {
    const std::size_t beyond =
        std::max(input_.capacity(), ReadBuffer::retained_bytes_max) - ReadBuffer::retained_bytes_max;
    return beyond == input_memory_.bytes() || input_memory_.resize(beyond);
}

bool Connection::has_unread() const {
    ErrorCode ignored;
    return socket_.available(ignored) > 0;
}

void Connection::take_turn() {
    if (state_ != State::reading) return;
    if (io_thread_->stopping() && !has_unread()) return close();
    ErrorCode error;
    const std::size_t count = socket_.read_some(asio::buffer(input_.room(), input_.room_size()), error);
    if (error == asio::error::would_block) return read();
    have_read(error, count);
}

void Connection::read() {
    read_pending_ = true;
    socket_.async_read_some(
        asio::buffer(input_.room(), input_.room_size()),
        [self = shared_from_this()](const ErrorCode& error, std::size_t count) { self->have_read(error, count); });
}

void Connection::have_read(const ErrorCode& error, std::size_t count) {
    read_pending_ = false;
    switch (state_) {
        case State::reading:
            if (error) return close();
            heard_ = true;
            input_.commit(count);
            return proceed();
        case State::lingering:
            if (error) return close();
            return drop_input();
        case State::handling:
        case State::writing:
        case State::resting:
        case State::closed:
            return;
    }
}

void Connection::handle() {
    if (turned_away()) return refuse(too_many_connections(), taken_);
    ++exchange_;
    Request& request = reader_.request();
    request.peer = peer_;
    let_handle([&] { io_thread_->handler().handle(std::move(request), Respond(shared_from_this(), exchange_)); });
}

/// What comes from inside of the handler is done when that has returned: pipelined requests must not pile up the stack.
template <class Action>
void Connection::let_handle(Action action) {
    state_ = State::handling;
    deadline_ = Clock::time_point::max();
    in_handler_ = true;
    action();
    in_handler_ = false;
    if (std::exchange(responded_in_handler_, false)) {
        send(reader_.framing().keep_alive);
    } else if (ordered_in_handler_) {
        BodyOrder order = std::move(*ordered_in_handler_);
        ordered_in_handler_.reset();
        begin_body(std::move(order));
    } else {
        deadline_ = io_thread_->last_tick();  // at each tick from now on: look_whether_gone()
    }
}

void Connection::receive(std::uint64_t exchange, Response response) {
    if (io_thread_->runs_here() && in_handler_ && exchange_ == exchange) {
        if (!std::exchange(responded_in_handler_, true)) response_ = std::move(response);
    } else {
        io_thread_->deliver(shared_from_this(), exchange, std::move(response));
    }
}

void Connection::read_body(std::uint64_t exchange, BodyPlan plan, TakeBody take) {
    if (io_thread_->runs_here() && in_handler_ && exchange_ == exchange) {
        ordered_in_handler_ = BodyOrder{plan, std::move(take)};
    } else {
        io_thread_->deliver(shared_from_this(), exchange, BodyOrder{plan, std::move(take)});
    }
}

void Connection::respond(std::uint64_t exchange, Response response) {
    if (state_ != State::handling || exchange != exchange_) return;
    response_ = std::move(response);
    send(reader_.framing().keep_alive);
    proceed();
}

void Connection::begin_body(std::uint64_t exchange, BodyOrder order) {
    if (state_ != State::handling || exchange != exchange_) return;
    begin_body(std::move(order));
    proceed();
}

void Connection::begin_body(BodyOrder order) {
    if (reader_.state() != RequestReader::State::announced) return;
    body_in_ = std::make_unique<IncomingBody>(order.plan, io_thread_->body_stores(share_->bodies));
    take_body_ = std::move(order.take);
    reader_.begin_body(*body_in_);
    state_ = State::reading;
}

void Connection::body_is_there() {
    if (take_body_) return give_body(body_in_->take());
    next_request();
}

void Connection::give_body(ReceivedBody body) {
    body_failed_ = body.refusal.has_value();
    const auto take = std::exchange(take_body_, nullptr);
    body_in_.reset();
    let_handle([&] { take(std::move(body)); });
}

/// `received`: what is there of the header, where none was read.
void Connection::refuse(const Refusal& refusal, std::string_view received) {
    if (take_body_) return give_body({.bytes = {}, .file = {}, .memory = {}, .refusal = refusal});
    if (body_in_) return linger();  // its request has its response already
    response_ = io_thread_->handler().refuse(refusal, received);
    if (refusal.retry_after_s() > 0 && !response_.headers.find("Retry-After")) {
        response_.add("Retry-After", std::to_string(refusal.retry_after_s()));
    }
    send(false);
}

/// Whether the connection stays usable although the rest of the request is not wanted.
bool Connection::can_skip_body() {
    const Framing& framing = reader_.framing();
    if (reader_.state() == RequestReader::State::complete) return true;
    if (reader_.state() != RequestReader::State::announced || body_failed_) return false;
    // RFC 9110, 10.1.1: it is unknown whether a body comes that was not requested.
    if (framing.expects_continue && input_.empty()) return false;
    return framing.content_length <= skipped_bytes_max;
}

void Connection::skip_body() {
    body_in_ = std::make_unique<IncomingBody>(BodyPlan{skipped_bytes_max, BodyPlan::To::nowhere}, BodyStores{});
    reader_.begin_body(*body_in_);
}

void Connection::next_request() {
    reader_.restart();
    sent_continue_ = false;
    if (body_in_) body_in_.reset();
}

void Connection::expire(Clock::time_point now) {
    switch (state_) {
        case State::reading:
            return waiting_in_ == Phase::idle ? expire_idle(now) : expire_reading(now);
        case State::handling:
            return look_whether_gone();
        case State::writing:
            if (!keeps_pace(now, io_thread_->options().write_timeout_ms, bytes_taken())) reset();
            return;
        case State::resting:
        case State::lingering:
        case State::closed:
            return close();
    }
}

/// A response that was written may still lie in the kernel: a client that does not read it is not idle.
void Connection::expire_idle(Clock::time_point now) {
    const ServerOptions& options = io_thread_->options();
    const Clock::time_point end = idle_since_ + idle_limit();
    const std::int64_t waiting = bytes_unacknowledged();
    if (turned_away()) return refuse(too_many_connections(), {});
    if (now >= end && waiting == 0) return close();
    if (now >= end || (waiting > 0 && !keeps_pace(now, options.write_timeout_ms, -waiting))) return reset();
    deadline_ = waiting == 0 ? end : std::min(end, deadline_);
}

void Connection::expire_reading(Clock::time_point now) {
    if (waiting_in_ != Phase::body) {
        return refuse(turned_away() ? too_many_connections()
                                    : Refusal(problems::request_timeout, "The header took too long to arrive."),
                      input_.unread());
    }
    if (keeps_pace(now, io_thread_->options().body_timeout_ms, static_cast<std::int64_t>(body_in_->size()))) return;
    refuse({problems::request_timeout, "The body took too long to arrive."}, {});
}

/// While the handler is busy, nothing is read; a peek at the socket shows whether the peer has gone.
void Connection::look_whether_gone() {
    if (!input_.empty()) return;
    char byte = 0;
    const ssize_t there = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    const bool broken = there < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR;
    if (there == 0 || broken) abandoned_ = exchange_;
    if (there == 0) deadline_ = Clock::time_point::max();
    if (broken) close();
}

void Connection::stop() {
    ErrorCode error;
    if (state_ == State::resting) rest_->cancel();
    // A request that has already arrived was sent in good faith: it is read and gets its response.
    if (is_idle() && !has_unread()) socket_.cancel(error);
}

/// Closes and drops what the kernel still keeps for the peer.
void Connection::reset() {
    ErrorCode ignored;
    socket_.set_option(Socket::linger(true, 0), ignored);
    close();
}

void Connection::close() {
    if (state_ == State::closed) return;
    state_ = State::closed;
    ErrorCode ignored;
    socket_.close(ignored);
    const auto nobody = std::exchange(take_body_, nullptr);  // which keeps this connection
    body_in_.reset();
    response_ = {};
    response_memory_.resize(0);
    io_thread_->remove(*this);
}

}  // namespace till::http

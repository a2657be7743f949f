#include "http/connection.h"

#include <algorithm>
#include <array>

#include "http/answer_header.h"

namespace till::http {

namespace {

constexpr std::chrono::milliseconds linger_timeout_ms{2'000};
constexpr std::chrono::milliseconds rest_ms{500};  // half of what Retry-After asks for
constexpr std::size_t chunked_read_bytes = 16 * 1024;
constexpr std::size_t one_piece_bytes_max = 4 * 1024;  // copying so much costs less than sending from two places

/// The first request in `bytes`, if it is a GET whose header is there to its end; else nothing.
std::string_view header_of_get(std::string_view bytes) {
    constexpr std::string_view end = "\r\n\r\n";
    if (!bytes.starts_with("GET ")) return {};
    const std::size_t found = bytes.find(end);
    return found == std::string_view::npos ? std::string_view() : bytes.substr(0, found + end.size());
}

bool may_come_again(std::string_view bytes, const Framing& framing) {
    return bytes.starts_with("GET ") && framing.keep_alive && !framing.http_1_0 && !framing.chunked &&
           framing.content_length == 0 && !framing.expects_continue;
}

}  // namespace

Connection::Connection(Socket socket, std::string peer, std::shared_ptr<EdgeThread> edge, bool turned_away)
    : socket_(std::move(socket)),
      edge_(std::move(edge)),
      peer_(std::move(peer)),
      turned_away_(turned_away),
      reader_(edge_->options()) {}

void Connection::start() {
    if (turned_away_) {
        refuse({&problems::overloaded, "Too many connections are open. Try again in a moment."});
    } else {
        wait_for_bytes();
    }
}

/// Reads and answers until bytes, an answer or room to write are lacking.
void Connection::proceed() {
    while (state_ == State::reading) {
        if (answer_again()) continue;
        taken_ = input_.unread();
        taken_ = taken_.substr(0, reader_.take(taken_));
        input_.consume(taken_.size());
        if (reader_.state() == RequestReader::State::complete) {
            handle();
        } else if (reader_.state() == RequestReader::State::refused) {
            refuse(reader_.fault());
        } else if (waits_for_continue()) {
            send_continue();
        } else {
            return wait_for_bytes();
        }
    }
}

/// RFC 9110, 10.1.1: a client whose body is already on its way needs no invitation.
bool Connection::waits_for_continue() {
    return phase() == Phase::body && reader_.framing().expects_continue && !sent_continue_ && input_.empty() &&
           reader_.request().body.empty();
}

Connection::Phase Connection::phase() const {
    if (reader_.state() == RequestReader::State::body) return Phase::body;
    return input_.empty() ? Phase::idle : Phase::header;
}

void Connection::wait_for_bytes() {
    const Phase now_in = phase();
    if (now_in == Phase::idle && edge_->stopping()) return close();
    if (now_in != waiting_in_) {
        waiting_in_ = now_in;
        const ServerOptions& options = edge_->options();
        deadline_ = Clock::now() + (now_in == Phase::idle     ? options.idle_timeout_ms
                                    : now_in == Phase::header ? options.header_timeout_ms
                                                              : options.body_timeout_ms);
    }
    input_.make_room(now_in != Phase::body       ? 0
                     : reader_.framing().chunked ? chunked_read_bytes
                                                 : reader_.body_missing());
    if (now_in == Phase::idle) {
        read_later();
    } else {
        read();
    }
}

/// Behind what other connections have to do: by then the next request has often come, and is found at the first look.
void Connection::read_later() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        if (self->state_ != State::reading) return;
        ErrorCode error;
        if (self->edge_->stopping() && self->socket_.available(error) == 0) return self->close();
        self->read();
    });
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
            input_.commit(count);
            return proceed();
        case State::lingering:
            if (error) return close();
            return read();  // over what is there: nobody asks for it any more
        case State::handling:
        case State::writing:
        case State::resting:
        case State::closed:
            return;
    }
}

/// What came before, byte for byte, need not be read again.
bool Connection::answer_again() {
    if (!reader_.is_fresh() || edge_->stopping()) return false;
    const std::string_view request = header_of_get(input_.unread());
    if (request.empty()) return false;
    std::string& start = edge_->send_buffer();
    auto again = edge_->handler().answer_again(request, peer_, start);
    if (!again) return false;
    input_.consume(request.size());
    response_.status = again->status;
    response_.body = std::move(again->body);
    next_ = Next::request;
    const std::string_view body = response_.body.view();
    append_framing(start, again->status, body.size(), {.date = edge_->date(), .keep_alive = true, .http_1_0 = false});
    write_answer(start, has_body(again->status) ? body : std::string_view());
    return true;
}

void Connection::handle() {
    state_ = State::handling;
    deadline_ = Clock::time_point::max();
    ++exchange_;
    reader_.request().peer = peer_;
    reader_.request().bytes = may_come_again(taken_, reader_.framing()) ? taken_ : std::string_view();
    in_handler_ = true;
    edge_->handler().handle(std::move(reader_.request()), Respond(shared_from_this(), exchange_));
    in_handler_ = false;
    if (answered_in_handler_) {
        Response response = std::move(*answered_in_handler_);
        answered_in_handler_.reset();
        send(std::move(response), reader_.framing().keep_alive);
    }
}

/// An answer from inside handle() is sent when that has returned: pipelined requests must not pile up the stack.
void Connection::receive(std::uint64_t exchange, Response response) {
    if (edge_->runs_here() && in_handler_ && exchange_ == exchange) {
        if (!answered_in_handler_) answered_in_handler_ = std::move(response);
    } else {
        edge_->deliver(shared_from_this(), exchange, std::move(response));
    }
}

void Connection::answer(std::uint64_t exchange, Response response) {
    if (state_ != State::handling || exchange != exchange_) return;
    send(std::move(response), reader_.framing().keep_alive);
    proceed();
}

void Connection::refuse(const Fault& fault) {
    Response response = edge_->handler().refuse(*fault.problem, fault.detail);
    if (turned_away_ && !response.headers.find("Retry-After")) response.add("Retry-After", "1");
    send(std::move(response), false);
}

void Connection::send(Response response, bool keep_alive) {
    keep_alive = keep_alive && !edge_->stopping();
    response_ = std::move(response);
    remove_framing(response_.headers);
    next_ = keep_alive ? Next::request : Next::close;
    std::string& start = edge_->send_buffer();
    append_status_line(start, response_.status);
    start.append(response_.headers.wire());
    const std::string_view body = response_.body.view();
    append_framing(start, response_.status, body.size(),
                   {.date = edge_->date(), .keep_alive = keep_alive, .http_1_0 = reader_.framing().http_1_0});
    write_answer(start, reader_.is_head() || !has_body(response_.status) ? std::string_view() : body);
}

void Connection::write_answer(std::string& start, std::string_view body) {
    if (start.size() + body.size() <= one_piece_bytes_max) {
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

/// In one system call wherever the peer has room for all of it. `start` is kept only as far as it has not.
void Connection::write(std::string_view start, std::string_view body) {
    state_ = State::writing;
    waiting_in_ = Phase::none;
    ErrorCode error;
    const std::size_t sent = body.empty()
                                 ? socket_.write_some(asio::buffer(start), error)
                                 : socket_.write_some(std::array{asio::buffer(start), asio::buffer(body)}, error);
    if (error && error != asio::error::would_block) return close();
    if (sent == start.size() + body.size()) return written();
    unsent_ = start.substr(std::min(sent, start.size()));
    body_ = body.substr(sent - std::min(sent, start.size()));
    sent_ = 0;
    wait_for_room();
}

void Connection::wait_for_room() {
    deadline_ = Clock::now() + edge_->options().write_timeout_ms;
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
    if (next_ == Next::close) return linger();
    reader_.restart();
    sent_continue_ = false;
    if (is_too_busy) return rest();
    state_ = State::reading;
}

/// Whoever was told that there is too much to do and asks again at once is read a little later: refusing must not take
/// the time of what can be done.
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

/// Closing at once would answer bytes that are still on their way with a reset, which can overtake our answer: say that
/// nothing more comes, and wait a little for the peer to close (RFC 9112, 9.6).
void Connection::linger() {
    state_ = State::lingering;
    deadline_ = Clock::now() + linger_timeout_ms;
    ErrorCode ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    if (read_pending_) return;
    input_.clear();
    input_.make_room(0);
    read();
}

void Connection::expire() {
    const bool request_under_way = state_ == State::reading && waiting_in_ != Phase::idle;
    if (!request_under_way) return close();
    refuse({&problems::request_timeout, waiting_in_ == Phase::header ? "The header took too long to arrive."
                                                                     : "The body took too long to arrive."});
}

void Connection::stop() {
    ErrorCode error;
    if (state_ == State::resting) rest_->cancel();
    // A request that has already arrived was sent in good faith: it is read and answered.
    if (state_ == State::reading && waiting_in_ == Phase::idle && socket_.available(error) == 0) socket_.cancel(error);
}

void Connection::close() {
    if (state_ == State::closed) return;
    state_ = State::closed;
    ErrorCode ignored;
    socket_.close(ignored);
    edge_->remove(*this);
}

}  // namespace till::http

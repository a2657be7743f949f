#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "platform/http/addresses.h"
#include "platform/http/asio.h"
#include "platform/http/body.h"
#include "platform/http/io_thread_context.h"
#include "platform/http/read_buffer.h"
#include "platform/http/refusals.h"
#include "platform/http/request_reader.h"
#include "platform/http/respond.h"

namespace till::http {

/// One socket, its requests one by one. Lives on its IoThread, which owns it until close(); late responses own the
/// object longer. All members are for that thread only, except those of Receiver.
///
/// What it waits for in each state, and its transitions:
/// - reading, idle: a first byte. It begins a header. The idle time-out closes; for the very first byte, the header's.
/// - reading a header: its end (handling). A fault or the time-out gets a response (writing).
/// - reading a body that the handler wanted: its end, a fault or a rate that is too low (handling).
/// - reading an unwanted body: its end, which begins the next header. A fault or too low a rate closes.
/// - handling: the handler's response (writing), or its request for the body (reading). A broken connection closes.
/// - writing: room at the peer. When all is sent: reading, resting (after a 503) or lingering (after the last
/// response).
///   Too low a rate closes with a reset.
/// - resting: half a second, then reading.
/// - lingering: the peer's end, dropping what still comes. 2 s without a byte, or 30 s in all, close.
///
/// A response before the body was read: the rest of a short body is read and dropped, so that the connection stays
/// usable; before a long one, or one that waits for 100-continue, it is the last response.
class Connection final : public Receiver, public std::enable_shared_from_this<Connection> {
 public:
    /// `share`: nullptr where it is to get the response that there are too many connections.
    Connection(Socket socket, std::string peer, std::shared_ptr<IoThreadContext> io_thread,
               std::shared_ptr<AddressShare> share);

    /// Reads the first request.
    void start();
    // Any thread:
    void receive(std::uint64_t exchange, Response response) override;
    void read_body(std::uint64_t exchange, BodyPlan plan, TakeBody take) override;
    bool abandoned(std::uint64_t exchange) const override { return abandoned_ == exchange; }
    /// The handler's response to that exchange; nothing happens if another exchange is under way.
    void respond(std::uint64_t exchange, Response response);
    /// The handler's request for the body of that exchange; likewise.
    void begin_body(std::uint64_t exchange, BodyOrder order);
    /// Its turn to read the next request, or to wait for it.
    void take_turn();
    /// Its turn to drop received bytes that are not wanted any more.
    void drop_some();
    /// The deadline has come.
    void expire(Clock::time_point now);
    /// Closes if nothing is under way; else the next response is the last.
    void stop();
    void close();

    Clock::time_point deadline() const { return deadline_; }
    bool turned_away() const { return share_ == nullptr; }
    const std::shared_ptr<AddressShare>& share() const { return share_; }

    /// Whether it may be closed to make room, and since when: nothing was ever sent on it, or no request is under way.
    bool is_silent() const { return state_ == State::reading && !heard_; }
    bool is_idle() const { return state_ == State::reading && waiting_in_ == Phase::idle; }
    Clock::time_point idle_since() const { return idle_since_; }
    bool has_unread() const;

    std::size_t position = 0;  ///< IoThread's own: its index of this connection

 private:
    enum class State { reading, handling, writing, resting, lingering, closed };
    enum class Phase { none, idle, header, body };
    enum class Next { request, body, close };

    void proceed();
    void wait_for_bytes();
    void begin_waiting(Phase phase);
    std::chrono::milliseconds idle_limit() const;
    bool charge_input();
    void read();
    void have_read(const ErrorCode& error, std::size_t count);
    Phase phase() const;
    bool waits_for_continue();

    void handle();
    template <class Action>
    void let_handle(Action action);
    void begin_body(BodyOrder order);
    void body_is_there();
    void give_body(ReceivedBody body);
    void refuse(const Refusal& refusal, std::string_view received);
    bool can_skip_body();
    void skip_body();
    void next_request();

    void send(bool keep_alive);
    void send_continue();
    void write(std::string_view start, std::string_view body);
    void write_rest();
    void wait_for_room();
    void written();
    void rest();
    void linger();
    void drop_input();

    void begin_pace(Clock::time_point now, std::chrono::milliseconds timeout, std::int64_t bytes);
    bool keeps_pace(Clock::time_point now, std::chrono::milliseconds timeout, std::int64_t bytes);
    std::int64_t bytes_taken();
    std::int64_t bytes_unacknowledged();
    void expire_idle(Clock::time_point now);
    void expire_reading(Clock::time_point now);
    void look_whether_gone();
    void reset();

    Socket socket_;
    std::shared_ptr<IoThreadContext> io_thread_;
    std::shared_ptr<AddressShare> share_;
    std::string peer_;
    State state_ = State::reading;
    Clock::time_point deadline_ = Clock::time_point::max();
    Clock::time_point idle_since_;
    Clock::time_point linger_end_;
    std::int64_t pace_bytes_ = 0;  ///< how far the transfer was when this stretch of it began

    RequestReader reader_;
    ReadBuffer input_;
    Holding input_memory_;    ///< what input_ takes beyond a small one
    std::string_view taken_;  ///< of what was read, what the reader took last
    Phase waiting_in_ = Phase::none;
    bool heard_ = false;  ///< whether a byte has ever come
    bool read_pending_ = false;
    bool sent_continue_ = false;

    std::unique_ptr<IncomingBody> body_in_;
    TakeBody take_body_;  ///< nullptr: it is dropped
    bool body_failed_ = false;

    std::uint64_t exchange_ = 0;
    std::atomic<std::uint64_t> abandoned_{0};  ///< the exchange whose client has gone
    bool in_handler_ = false;
    bool responded_in_handler_ = false;  ///< and response_ is the response
    std::optional<BodyOrder> ordered_in_handler_;

    Response response_;
    Holding response_memory_;  ///< what response_ takes while it waits for room at the peer
    std::string unsent_;       ///< what comes before the rest of the body
    std::string_view body_;    ///< of response_: what is not yet sent, behind unsent_
    std::size_t sent_ = 0;     ///< of both
    Next next_ = Next::request;
    std::unique_ptr<Timer> rest_;  ///< only after a refusal
};

}  // namespace till::http

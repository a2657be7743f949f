#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "http/asio.h"
#include "http/edge_thread.h"
#include "http/fault.h"
#include "http/read_buffer.h"
#include "http/request_reader.h"
#include "http/respond.h"

namespace till::http {

/// One socket, its requests one by one. Lives on its EdgeThread, which keeps it until close(); late answers keep the
/// object longer. All members are for that thread only, except receive().
class Connection final : public Receiver, public std::enable_shared_from_this<Connection> {
 public:
    Connection(Socket socket, std::string peer, std::shared_ptr<EdgeThread> edge, bool turned_away);

    /// Reads the first request, or says that there are too many connections.
    void start();
    /// Any thread.
    void receive(std::uint64_t exchange, Response response) override;
    /// The handler's answer to that exchange; nothing happens if it is not the one that waits for it.
    void answer(std::uint64_t exchange, Response response);
    /// The deadline has come.
    void expire();
    /// Closes if nothing is under way; else the next answer is the last.
    void stop();
    void close();

    Clock::time_point deadline() const { return deadline_; }
    bool turned_away() const { return turned_away_; }

    std::size_t position = 0;  ///< EdgeThread's own: where it keeps this connection

 private:
    enum class State { reading, handling, writing, resting, lingering, closed };
    enum class Phase { none, idle, header, body };
    enum class Next { request, body, close };

    void proceed();
    void wait_for_bytes();
    void read();
    void read_later();
    void have_read(const ErrorCode& error, std::size_t count);
    Phase phase() const;
    bool waits_for_continue();

    bool answer_again();
    void handle();
    void refuse(const Fault& fault);

    void send(Response response, bool keep_alive);
    void send_continue();
    void write_answer(std::string& start, std::string_view body);
    void write(std::string_view start, std::string_view body);
    void write_rest();
    void wait_for_room();
    void written();
    void rest();
    void linger();

    Socket socket_;
    std::shared_ptr<EdgeThread> edge_;
    std::string peer_;
    const bool turned_away_;
    State state_ = State::reading;
    Clock::time_point deadline_ = Clock::time_point::max();

    RequestReader reader_;
    ReadBuffer input_;
    std::string_view taken_;  ///< of what was read, what the reader took last
    Phase waiting_in_ = Phase::none;
    bool read_pending_ = false;
    bool sent_continue_ = false;

    std::uint64_t exchange_ = 0;
    bool in_handler_ = false;
    std::optional<Response> answered_in_handler_;

    Response response_;
    std::string unsent_;     ///< what comes before the rest of the body
    std::string_view body_;  ///< of response_: what is not yet sent, behind unsent_
    std::size_t sent_ = 0;   ///< of both
    Next next_ = Next::request;
    std::unique_ptr<Timer> rest_;  ///< only of who was refused once
};

}  // namespace till::http

#pragma once
#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "platform/http/addresses.h"
#include "platform/http/answer_header.h"
#include "platform/http/asio.h"
#include "platform/http/server.h"

namespace till::http {

class Connection;

/// What the edge threads have in common.
struct EdgeCommon {
    EdgeCommon(ServerOptions its_options, Handler& its_handler);

    ServerOptions options;
    Handler& handler;  ///< only while the server is there
    std::atomic<std::size_t> connections{0};
    std::shared_ptr<Budget> bodies;  ///< in memory
    std::shared_ptr<Budget> body_files;
    std::shared_ptr<Budget> answers;
    Addresses addresses;
};

/// One thread's share of the server: a listening socket, the connections that came in through it, and a clock that
/// ends what takes too long. Unless said otherwise, members are for that thread only.
class EdgeThread : public std::enable_shared_from_this<EdgeThread> {
 public:
    /// Binds and listens. `shared` lets others bind the same port. Any thread.
    EdgeThread(std::shared_ptr<EdgeCommon> common, const asio::ip::tcp::endpoint& endpoint, bool shared);
    ~EdgeThread();

    // For the server, from its own thread:
    asio::ip::tcp::endpoint endpoint() const { return endpoint_; }
    void start(const std::string& name);
    void stop();
    /// False if connections are left when the time has come.
    bool wait_until(Clock::time_point deadline);
    void force();
    void join();

    // For connections:
    const ServerOptions& options() const { return common_->options; }
    Handler& handler() { return common_->handler; }
    std::string_view date() { return date_.now(); }
    bool stopping() const { return stopping_; }
    /// Empty; for what is sent at once or copied from it.
    std::string& send_buffer() {
        send_buffer_.clear();
        return send_buffer_;
    }
    /// Calls its drop_some() when those before it have had theirs and everything else that waits has been done.
    void drop_in_turn(std::shared_ptr<Connection> connection);
    /// A place for bytes that nobody looks at.
    std::span<char> drop_area() { return drop_area_; }
    void remove(Connection& connection);
    /// With memory out of that part of the whole.
    BodyStores body_stores(std::shared_ptr<Budget> memory) const {
        return {std::move(memory), common_->body_files, options().body_folder};
    }
    std::shared_ptr<Budget> answers() const { return common_->answers; }
    Clock::time_point last_tick() const { return last_tick_; }

    /// Any thread.
    bool runs_here() const { return std::this_thread::get_id() == thread_id_; }
    /// What a handler says to its connection.
    using Word = std::variant<Response, BodyOrder>;
    /// Any thread: brings it there, or drops it when this thread has ended.
    void deliver(std::shared_ptr<Connection> connection, std::uint64_t exchange, Word word);

 private:
    struct Letter {
        std::shared_ptr<Connection> connection;
        std::uint64_t exchange;
        Word word;
    };

    void run();
    void accept();
    void accepted(const ErrorCode& error, Socket socket);
    void add(Socket socket);
    std::shared_ptr<AddressShare> admit(const std::string& peer);
    bool make_room(const std::string* address);
    void drop_next();
    void tick();
    void end_if_empty();
    void ring();
    void read_letters();

    std::shared_ptr<EdgeCommon> common_;
    asio::io_context io_context_{1};
    Acceptor acceptor_;
    asio::ip::tcp::endpoint endpoint_;
    asio::ip::tcp::endpoint peer_;
    Timer clock_;
    Timer accept_pause_;
    DateText date_;
    std::string send_buffer_;
    std::array<char, 64 * 1024> drop_area_;  // NOLINT(*-member-init): nobody writes or reads it
    std::deque<std::shared_ptr<Connection>> to_drop_;
    std::vector<std::shared_ptr<Connection>> connections_;
    Clock::time_point last_tick_ = Clock::now();
    std::size_t looked_for_room_ = 0;  ///< where the next look for a connection that can give way begins
    std::size_t turned_away_ = 0;      ///< connections that are told that there are too many
    bool stopping_ = false;

    std::mutex mutex_;  ///< guards what follows
    std::condition_variable ended_changed_;
    std::deque<Letter> letters_;
    bool ended_ = false;

    std::thread thread_;
    std::thread::id thread_id_;
};

}  // namespace till::http

#pragma once
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/http/io_thread_context.h"

namespace till::http {

/// One thread's share of the server: a listening socket, the connections that came in through it, and a clock that
/// ends what takes too long. Unless said otherwise, members are for that thread only.
class IoThread final : public IoThreadContext, public std::enable_shared_from_this<IoThread> {
 public:
    /// Binds and listens. `shared` lets others bind the same port. Any thread.
    IoThread(std::shared_ptr<ServerContext> common, const asio::ip::tcp::endpoint& endpoint, bool shared);
    ~IoThread() override;

    // For the server, from its own thread:
    asio::ip::tcp::endpoint endpoint() const { return endpoint_; }
    void start(const std::string& name);
    void stop();
    /// False if connections are left when the time has come.
    bool wait_until(Clock::time_point deadline);
    void force();
    void join();

    void read_in_turn(std::shared_ptr<Connection> connection) override;
    void drop_in_turn(std::shared_ptr<Connection> connection) override;
    void remove(Connection& connection) override;
    void deliver(std::shared_ptr<Connection> connection, std::uint64_t exchange, Result result) override;

 private:
    struct Completion {
        std::shared_ptr<Connection> connection;
        std::uint64_t exchange;
        Result result;
    };

    void run();
    void accept();
    void accepted(const ErrorCode& error, Socket socket);
    void add(Socket socket);
    std::shared_ptr<AddressShare> admit(const std::string& peer);
    bool make_room(const std::string* address);
    void read_all();
    void drop_next();
    void tick();
    void end_if_empty();
    void wake();
    void run_completions();

    /// Only this thread uses its sockets; others post to it.
    asio::io_context io_context_{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO};
    Acceptor acceptor_;
    asio::ip::tcp::endpoint endpoint_;
    asio::ip::tcp::endpoint peer_;
    Timer clock_;
    Timer accept_pause_;
    std::vector<std::shared_ptr<Connection>> to_read_;  ///< whose turn comes next
    std::vector<std::shared_ptr<Connection>> reading_;  ///< whose turn it is; empty between the rounds
    std::deque<std::shared_ptr<Connection>> to_drop_;
    std::vector<std::shared_ptr<Connection>> connections_;
    std::size_t looked_for_room_ = 0;  ///< where the next search for a connection to be closed begins
    std::size_t turned_away_ = 0;      ///< connections that get the response that there are too many

    std::mutex mutex_;  ///< guards what follows
    std::condition_variable ended_changed_;
    std::deque<Completion> completions_;
    bool ended_ = false;

    std::thread thread_;
};

}  // namespace till::http

#pragma once
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/http/edge.h"

namespace till::http {

/// One thread's share of the server: a listening socket, the connections that came in through it, and a clock that
/// ends what takes too long. Unless said otherwise, members are for that thread only.
class EdgeThread final : public Edge, public std::enable_shared_from_this<EdgeThread> {
 public:
    /// Binds and listens. `shared` lets others bind the same port. Any thread.
    EdgeThread(std::shared_ptr<EdgeCommon> common, const asio::ip::tcp::endpoint& endpoint, bool shared);
    ~EdgeThread() override;

    // For the server, from its own thread:
    asio::ip::tcp::endpoint endpoint() const { return endpoint_; }
    void start(const std::string& name);
    void stop();
    /// False if connections are left when the time has come.
    bool wait_until(Clock::time_point deadline);
    void force();
    void join();

    void drop_in_turn(std::shared_ptr<Connection> connection) override;
    void remove(Connection& connection) override;
    void deliver(std::shared_ptr<Connection> connection, std::uint64_t exchange, Word word) override;

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

    asio::io_context io_context_{1};
    Acceptor acceptor_;
    asio::ip::tcp::endpoint endpoint_;
    asio::ip::tcp::endpoint peer_;
    Timer clock_;
    Timer accept_pause_;
    std::deque<std::shared_ptr<Connection>> to_drop_;
    std::vector<std::shared_ptr<Connection>> connections_;
    std::size_t looked_for_room_ = 0;  ///< where the next look for a connection that can give way begins
    std::size_t turned_away_ = 0;      ///< connections that are told that there are too many

    std::mutex mutex_;  ///< guards what follows
    std::condition_variable ended_changed_;
    std::deque<Letter> letters_;
    bool ended_ = false;

    std::thread thread_;
};

}  // namespace till::http

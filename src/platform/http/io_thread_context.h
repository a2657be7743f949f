#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <variant>

#include "platform/http/addresses.h"
#include "platform/http/asio.h"
#include "platform/http/handler.h"
#include "platform/http/response_header.h"
#include "platform/http/server_options.h"

namespace till::http {

class Connection;

/// The shared state of the I/O threads.
struct ServerContext {
    ServerContext(ServerOptions its_options, Handler& its_handler);

    ServerOptions options;
    Handler& handler;  ///< only while the server is there
    std::atomic<std::size_t> connections{0};
    std::shared_ptr<Budget> bodies;  ///< in memory
    std::shared_ptr<Budget> body_files;
    std::shared_ptr<Budget> responses;
    Addresses addresses;
};

/// The state that the connections of one I/O thread share, and their interface to that thread. Unless said otherwise,
/// members are for that thread only.
class IoThreadContext {
 public:
    explicit IoThreadContext(std::shared_ptr<ServerContext> common) : common_(std::move(common)) {}
    virtual ~IoThreadContext() = default;
    IoThreadContext(const IoThreadContext&) = delete;
    IoThreadContext& operator=(const IoThreadContext&) = delete;

    const ServerOptions& options() const { return common_->options; }
    Handler& handler() { return common_->handler; }
    std::string_view date() { return date_.now(); }
    bool stopping() const { return stopping_; }
    /// Empty; for what is sent at once or copied from it.
    std::string& send_buffer() {
        send_buffer_.clear();
        return send_buffer_;
    }
    /// A buffer for bytes that are dropped.
    std::span<char> drop_area() { return drop_area_; }
    /// With memory out of that part of the whole.
    BodyStores body_stores(std::shared_ptr<Budget> memory) const {
        return {std::move(memory), common_->body_files, options().body_folder};
    }
    std::shared_ptr<Budget> responses() const { return common_->responses; }
    Clock::time_point last_tick() const { return last_tick_; }

    /// Calls its take_turn() when the other connections have had theirs: by then the next request has often come, and
    /// is found at the first look.
    virtual void read_in_turn(std::shared_ptr<Connection> connection) = 0;
    /// Calls its drop_some() when those before it have had theirs and everything else that waits has been done.
    virtual void drop_in_turn(std::shared_ptr<Connection> connection) = 0;
    virtual void remove(Connection& connection) = 0;

    /// Any thread.
    bool runs_here() const { return std::this_thread::get_id() == thread_id_; }
    /// A handler's result for its connection.
    using Result = std::variant<Response, BodyOrder>;
    /// Any thread: brings it there, or drops it when this thread has ended.
    virtual void deliver(std::shared_ptr<Connection> connection, std::uint64_t exchange, Result result) = 0;

 protected:
    ServerContext& common() const { return *common_; }
    void runs_from_here_on() { thread_id_ = std::this_thread::get_id(); }
    void begin_to_stop() { stopping_ = true; }
    void ticked(Clock::time_point now) { last_tick_ = now; }

 private:
    std::shared_ptr<ServerContext> common_;
    DateText date_;
    std::string send_buffer_;
    std::array<char, 64 * 1024> drop_area_;  // NOLINT(*-member-init): its contents are never read
    Clock::time_point last_tick_ = Clock::now();
    bool stopping_ = false;
    std::thread::id thread_id_;
};

}  // namespace till::http

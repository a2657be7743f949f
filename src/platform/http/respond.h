#pragma once
#include <concepts>
#include <cstdint>
#include <memory>
#include <utility>

#include "platform/http/body.h"
#include "platform/http/message.h"

namespace till::http {

/// The receiver of responses.
class Receiver {
 public:
    virtual ~Receiver() = default;

    /// Any thread; the response to that exchange.
    virtual void receive(std::uint64_t exchange, Response response) = 0;
    /// Any thread: its body is wanted.
    virtual void read_body(std::uint64_t exchange, BodyPlan plan, TakeBody take) = 0;
    /// Any thread.
    virtual bool abandoned(std::uint64_t exchange) const = 0;
};

/// Sends the response to one request. Copyable and cheap; call it exactly once, from any thread, also after the server
/// has gone. If the connection is gone by then, the response is dropped in silence; so is a second one. There is no
/// time limit on the handler's side: a request without a response holds its connection until the server stops.
class Respond {
 public:
    Respond() = default;
    Respond(std::shared_ptr<Receiver> receiver, std::uint64_t exchange)
        : receiver_(std::move(receiver)), exchange_(exchange) {}

    /// For substitutes of a server.
    template <std::invocable<Response> Action>
    Respond(Action action) : receiver_(std::make_shared<Acting<Action>>(std::move(action))) {}  // NOLINT: converts

    void operator()(Response response) const { receiver_->receive(exchange_, std::move(response)); }

    /// Requests the body that the header has announced (Request::body_follows): at most once, before the response, from
    /// any thread. `take` is called on the I/O thread when all of it is there, or with the fault that ended it (413,
    /// 408, a bound, a full disk), and responds then; if the connection closes first, it is never called. A response
    /// without it spares the server the body.
    void read_body(BodyPlan plan, TakeBody take) const { receiver_->read_body(exchange_, plan, std::move(take)); }

    /// Whether the client is known to have gone while this request waits: it has closed its side of the connection, or
    /// broken it. Any thread; costs an atomic read. A client that has only closed the direction in which it sends
    /// cannot be distinguished from one that has gone, so it is one of these, but the response is sent to it
    /// nevertheless. It takes the server up to 200 ms to notice, and it does not look while further requests of that
    /// client wait to be read.
    bool abandoned() const { return receiver_ && receiver_->abandoned(exchange_); }

 private:
    template <class Action>
    struct Acting final : Receiver {
        explicit Acting(Action its) : action(std::move(its)) {}
        void receive(std::uint64_t, Response response) override { action(std::move(response)); }
        void read_body(std::uint64_t, BodyPlan, TakeBody take) override { take({}); }
        bool abandoned(std::uint64_t) const override { return false; }
        Action action;
    };

    std::shared_ptr<Receiver> receiver_;
    std::uint64_t exchange_ = 0;
};

}  // namespace till::http

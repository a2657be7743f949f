#pragma once
#include <concepts>
#include <cstdint>
#include <memory>
#include <utility>

#include "http/message.h"

namespace till::http {

/// Where answers go.
class Receiver {
 public:
    virtual ~Receiver() = default;

    /// Any thread; the answer to that exchange.
    virtual void receive(std::uint64_t exchange, Response response) = 0;
};

/// Answers one request. Copyable and cheap; call it exactly once, from any thread, also after the server has gone. If
/// the connection is gone by then, the answer is dropped in silence; so is a second one. There is no time limit on the
/// handler's side: a request that is never answered holds its connection until the server stops.
class Respond {
 public:
    Respond() = default;
    Respond(std::shared_ptr<Receiver> receiver, std::uint64_t exchange)
        : receiver_(std::move(receiver)), exchange_(exchange) {}

    /// For whoever stands in for a server.
    template <std::invocable<Response> Action>
    Respond(Action action) : receiver_(std::make_shared<Acting<Action>>(std::move(action))) {}  // NOLINT: converts

    void operator()(Response response) const { receiver_->receive(exchange_, std::move(response)); }

 private:
    template <class Action>
    struct Acting final : Receiver {
        explicit Acting(Action its) : action(std::move(its)) {}
        void receive(std::uint64_t, Response response) override { action(std::move(response)); }
        Action action;
    };

    std::shared_ptr<Receiver> receiver_;
    std::uint64_t exchange_ = 0;
};

}  // namespace till::http

#pragma once
#include <functional>

#include "api/metrics.h"
#include "platform/http/server.h"

namespace till {

/// The endpoints for operators: /healthz (alive), /readyz (the shop can serve: the database responds, and the queues
/// move), /metrics (Prometheus).
class Management : public http::Handler {
 public:
    /// `ready` is called on an I/O thread of the management server, so it must be quick.
    Management(const Metrics& metrics, std::function<bool()> ready) : metrics_(metrics), ready_(std::move(ready)) {}

    void handle(http::Request request, http::Respond respond) override;
    http::Response refuse(const Refusal& refusal, std::string_view received) override;

 private:
    const Metrics& metrics_;
    std::function<bool()> ready_;
};

}  // namespace till

#pragma once
#include <vector>

#include "http/server.h"
#include "middleware/access.h"
#include "middleware/cors.h"
#include "middleware/metrics.h"
#include "middleware/router.h"
#include "utils/thread_pool.h"

namespace till {

/// The way of every request: find its row, say who asks and whether they may, on the edge's thread where that needs no
/// database, then run its handler on the pool that the row names, and write what comes of it.
class Pipeline : public http::Handler {
 public:
    struct Pools {
        ThreadPool& workers;
        ThreadPool& passwords;
    };

    /// All of them must outlive the pipeline.
    Pipeline(const std::vector<Route>& routes, const AccessCheck& access, const Cors& cors, Pools pools,
             Metrics& metrics);

    void handle(http::Request request, http::Respond respond) override;
    http::Response refuse(const Problem& problem, const std::string& detail) override;

 private:
    struct Exchange;

    using ExchangePointer = std::shared_ptr<Exchange>;

    const Route* find_route(Exchange& exchange) const;
    void identify(const ExchangePointer& exchange);
    void admit(const ExchangePointer& exchange, Caller caller);
    void post(ThreadPool& pool, const ExchangePointer& exchange, std::function<void()> work);
    void finish(Exchange& exchange, http::Response response);
    void finish_with_current_exception(Exchange& exchange);

    Router router_;
    const AccessCheck& access_;
    const Cors& cors_;
    Pools pools_;
    Metrics& metrics_;
};

}  // namespace till

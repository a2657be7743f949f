#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

#include "api/client_address.h"
#include "api/identity.h"
#include "api/pipeline_exchange.h"
#include "platform/database/read_scope.h"
#include "platform/threads/fair_pool.h"
#include "platform/threads/thread_pool.h"

namespace till {

/// Decides where the work of a request runs, in whose turn, and for how long. What the work throws is the response.
class Dispatcher {
 public:
    /// All of it must outlive the dispatcher.
    struct Parts {
        const ClientAddresses& addresses;
        ThreadPool& readers;  ///< for GET: as many as there are connections for reading, so that none waits for one
        ThreadPool& lists;    ///< for GET that looks at many rows: the same with connections of their own
        ThreadPool& reports;
        ThreadPool& workers;
        FairPool& passwords;
        const SignInScheduling& sign_in_scheduling;  ///< the task classes of `passwords`
        ThreadPool& images;
        std::chrono::milliseconds read_timeout{};    ///< from the request to the end of its reads; 0: none
        std::chrono::milliseconds report_timeout{};  ///< of those on `reports`
    };
    using ExchangePointer = std::shared_ptr<PipelineExchange>;
    using Work = std::function<void(PipelineExchange&)>;

    /// `respond_to_failure` is called where work has thrown, and responds with the exception that is being handled.
    Dispatcher(const Parts& parts, Work respond_to_failure)
        : parts_(parts), respond_to_failure_(std::move(respond_to_failure)) {}

    /// On the pool that the exchange's route names. Throws a Refusal 503 where too many wait there.
    void run(const ExchangePointer& exchange, Work work);
    /// On a reader, whatever the route says; likewise.
    void run_on_reader(const ExchangePointer& exchange, std::function<void()> work);
    /// The same; false, without effect, where too many wait.
    bool try_on_reader(const ExchangePointer& exchange, std::function<void()> work);

    /// The reads of GET that are not done by then are given up.
    void end_reads(std::chrono::steady_clock::time_point by) { reads_end_ = by; }

 private:
    ThreadPool& pool_of(const Route& route) const;
    database::ReadLimits read_limits(const PipelineExchange& exchange) const;
    std::function<void()> responding(const ExchangePointer& exchange, std::function<void()> work) const;
    void post_fairly(const ExchangePointer& exchange, std::function<void()> work);
    TaskClass task_class_of(const Request& request) const;

    Parts parts_;
    Work respond_to_failure_;
    std::atomic<std::chrono::steady_clock::time_point> reads_end_{std::chrono::steady_clock::time_point::max()};
};

}  // namespace till

#pragma once
#include <chrono>
#include <vector>

#include "api/client_address.h"
#include "api/dispatcher.h"
#include "api/limiter.h"
#include "api/pipeline_exchange.h"
#include "api/response_caching.h"
#include "api/response_finisher.h"
#include "api/router.h"
#include "platform/http/server.h"

namespace till {

/// The way of every request: find its row, identify the caller, count it, check access, all by its header; read its
/// body as the row says, all on the I/O thread where that needs no database. Then ResponseCaching looks among the
/// cached responses, or the Dispatcher runs the row's handler, and the ResponseFinisher sends the response.
class Pipeline : public http::Handler {
 public:
    /// What stands along the way; all of it must outlive the pipeline.
    struct Parts {
        const std::vector<Route>& routes;
        const ClientAddresses& addresses;
        AccessCheck& access;
        const Limiter& limiter;
        const Cors& cors;
        const Compression& compression;
        ResponseCache& responses;
        ThreadPool& readers;  ///< for GET: as many as there are connections for reading, so that none waits for one
        ThreadPool& lists;    ///< for GET that looks at many rows: the same with connections of their own
        ThreadPool& reports;
        ThreadPool& workers;
        FairPool& passwords;
        const SignInScheduling& sign_in_scheduling;  ///< the task classes of `passwords`
        ThreadPool& images;
        Metrics& metrics;
        BodyBounds bodies{};
        std::chrono::milliseconds read_timeout{};    ///< from the request to the end of its reads; 0: none
        std::chrono::milliseconds report_timeout{};  ///< of those on `reports`
    };
    explicit Pipeline(const Parts& parts);

    void handle(http::Request request, http::Respond respond) override;
    http::Response refuse(const Refusal& refusal, std::string_view received) override {
        return finisher_.refuse(refusal, received);
    }

    /// The reads of GET that are not done by then are given up: the program is about to end.
    void end_reads(std::chrono::steady_clock::time_point by) { dispatcher_.end_reads(by); }

 private:
    using Exchange = PipelineExchange;
    using ExchangePointer = std::shared_ptr<Exchange>;
    using Next = void (Pipeline::*)(const ExchangePointer&);

    const Route* find_route(Exchange& exchange) const;
    void identify(const ExchangePointer& exchange);
    void identify_later(const ExchangePointer& exchange);
    void admit(const ExchangePointer& exchange, Caller caller);
    void refuse_unidentified(const ExchangePointer& exchange, Refusal refusal);
    void count(const ExchangePointer& exchange, std::string_view role, std::string client, Next next);
    void go_on(const ExchangePointer& exchange, const std::optional<limits::Verdict>& verdict, Next next);
    void refuse_counted(const ExchangePointer& exchange);
    void let_in(const ExchangePointer& exchange);
    void read_body(const ExchangePointer& exchange, std::size_t bytes_max);
    void respond(const ExchangePointer& exchange);
    void respond_for_server(Exchange& exchange) const;

    Parts parts_;
    Router router_;
    ResponseFinisher finisher_;
    Dispatcher dispatcher_;
    ResponseCaching caching_;
};

}  // namespace till

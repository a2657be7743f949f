#pragma once
#include <chrono>
#include <vector>

#include "api/access.h"
#include "api/answer_cache.h"
#include "api/client_address.h"
#include "api/compression.h"
#include "api/cors.h"
#include "api/dispatcher.h"
#include "api/identity.h"
#include "api/limiter.h"
#include "api/metrics.h"
#include "api/pipeline_exchange.h"
#include "api/repeats.h"
#include "api/router.h"
#include "platform/http/server.h"

namespace till {

/// The way of every request that did not come before byte for byte: find its row, say who asks, count it, check access,
/// all by its header; read its body as the row says; look among the finished answers, all on the edge's thread where
/// that needs no database; else let the Dispatcher run the row's handler, and write what comes of it.
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
        AnswerCache& answers;
        Repeats& repeats;
        ThreadPool& readers;  ///< for GET: as many as there are connections for reading, so that none waits for one
        ThreadPool& lists;    ///< for GET that looks at many rows: the same with connections of their own
        ThreadPool& reports;
        ThreadPool& workers;
        FairPool& passwords;
        const SignInTurns& sign_in_turns;  ///< says in whose turn who waits for `passwords`
        ThreadPool& pictures;
        Metrics& metrics;
        BodyBounds bodies{};
        std::chrono::milliseconds read_timeout{};    ///< from the request to the end of its reads; 0: none
        std::chrono::milliseconds report_timeout{};  ///< of those on `reports`
    };
    explicit Pipeline(const Parts& parts);

    void handle(http::Request request, http::Respond respond) override;
    std::optional<http::Again> answer_again(std::string_view request, std::string_view peer,
                                            std::string& start) override;
    http::Response refuse(const Refusal& refusal, std::string_view received) override;

    /// The reads of GET that are not done by then are given up: the program is about to end.
    void end_reads(std::chrono::steady_clock::time_point by) { dispatcher_.end_reads(by); }

 private:
    using Exchange = PipelineExchange;
    using ExchangePointer = std::shared_ptr<Exchange>;
    using Work = Dispatcher::Work;
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
    void answer(const ExchangePointer& exchange);
    void answer_for_server(Exchange& exchange) const;
    const std::string& client_of(Request& request) const;

    void answer_from_cache(const ExchangePointer& exchange);
    void answer_alone(const ExchangePointer& exchange);
    void answer_and_keep(const ExchangePointer& exchange, AnswerCache::Fill fill);
    void answer_kept(const ExchangePointer& exchange, const AnswerCache::Answer& kept, std::string_view how);
    void answer_in_another_form(const ExchangePointer& exchange, const AnswerCache::Answer& kept, std::string_view how);
    AnswerCache::Answer with_form(const Exchange& exchange, const AnswerCache::Answer& kept) const;
    void add_form(CachedAnswer& answer, http::Coding coding) const;
    http::Coding coding_for(const Exchange& exchange, const http::Response& response) const;
    void answer_on_pool(const ExchangePointer& exchange, Work work);

    void dress(const Route* route, http::Response& response) const;
    void add_cache_headers(const Route* route, http::Response& response) const;
    void finish(Exchange& exchange, http::Response response) const;
    void finish_made(Exchange& exchange, http::Response response) const;
    void make_personal(const Exchange& exchange, http::Response& response) const;
    void remember(const Exchange& exchange, const CachedAnswer& kept, const http::Response& response) const;
    void deliver(Exchange& exchange, http::Response response) const;
    using Finish = void (Pipeline::*)(Exchange&, http::Response) const;
    void finish_with_current_exception(Exchange& exchange, Finish how = &Pipeline::finish) const;

    Parts parts_;
    Router router_;
    Dispatcher dispatcher_;
};

}  // namespace till

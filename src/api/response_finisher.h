#pragma once
#include <string_view>

#include "api/access.h"
#include "api/compression.h"
#include "api/cors.h"
#include "api/metrics.h"
#include "api/pipeline_exchange.h"

namespace till {

/// The end of a request's way: the common headers of all responses, the client's own ones, and sending. Safe from any
/// thread.
class ResponseFinisher {
 public:
    /// All of it must outlive the finisher.
    struct Parts {
        const AccessCheck& access;
        const Cors& cors;
        const Compression& compression;
        Metrics& metrics;
    };
    explicit ResponseFinisher(const Parts& parts) : parts_(parts) {}

    /// Sends a response as it is, with all headers.
    void finish(PipelineExchange& exchange, http::Response response) const;
    /// The same on a thread that may take the time to compress.
    void finish_made(PipelineExchange& exchange, http::Response response) const;
    using Finish = void (ResponseFinisher::*)(PipelineExchange&, http::Response) const;
    /// Responds with the exception that is being handled.
    void finish_with_current_exception(PipelineExchange& exchange, Finish how = &ResponseFinisher::finish) const;
    /// The response to what never became a request (http::Handler::refuse).
    http::Response refuse(const Refusal& refusal, std::string_view received) const;

    // The steps, for a caller that has done some of them already:

    /// Adds the headers that are the same for every client.
    void add_common_headers(const Route* route, http::Response& response) const;
    /// Adds what lets a page of another origin read it.
    void add_permission(const PipelineExchange& exchange, http::Response& response) const {
        parts_.cors.add_permission(exchange.request.http, response);
    }
    /// Adds what is new each time, and sends it.
    void deliver(PipelineExchange& exchange, http::Response response) const;

 private:
    http::Coding coding_for(const PipelineExchange& exchange, const http::Response& response) const;
    void make_personal(const PipelineExchange& exchange, http::Response& response) const;
    void add_cache_headers(const Route* route, http::Response& response) const;

    Parts parts_;
};

}  // namespace till

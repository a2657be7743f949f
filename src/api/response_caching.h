#pragma once
#include <memory>
#include <string_view>

#include "api/compression.h"
#include "api/dispatcher.h"
#include "api/response_cache.h"
#include "api/response_finisher.h"

namespace till {

/// Responds to requests of cached routes: with the cached response, on the calling thread; otherwise by the route's
/// handler, whose response is cached. Each coding of a response is made once, for the first client that asks for it.
/// Safe from any thread.
class ResponseCaching {
 public:
    /// All of it must outlive this.
    struct Parts {
        ResponseCache& responses;
        const Compression& compression;
        const ResponseFinisher& finisher;
        Dispatcher& dispatcher;
    };
    explicit ResponseCaching(const Parts& parts) : parts_(parts) {}

    using ExchangePointer = std::shared_ptr<PipelineExchange>;
    void respond_from_cache(const ExchangePointer& exchange);

 private:
    void respond_uncached(const ExchangePointer& exchange);
    void respond_and_cache(const ExchangePointer& exchange, ResponseCache::Fill fill);
    void send_cached(const ExchangePointer& exchange, const ResponseCache::Pointer& kept, std::string_view how);
    void send_in_another_coding(const ExchangePointer& exchange, const ResponseCache::Pointer& kept,
                                std::string_view how);
    static http::Response response_of(const PipelineExchange& exchange, const ResponseCache::Pointer& kept,
                                      const SerializedResponse& form);
    void deliver(PipelineExchange& exchange, http::Response response, std::string_view how) const;
    http::Coding coding_for(const PipelineExchange& exchange, const CachedResponse& response) const;
    ResponseCache::Pointer with_form(const PipelineExchange& exchange, const ResponseCache::Pointer& kept) const;
    void add_form(CachedResponse& response, http::Coding coding) const;

    Parts parts_;
};

}  // namespace till

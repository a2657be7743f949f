#pragma once
#include <memory>
#include <string_view>

#include "api/answer_cache.h"
#include "api/compression.h"
#include "api/dispatcher.h"
#include "api/response_finisher.h"

namespace till {

/// Answers requests of routes that are cached: with what is kept, on the thread that asks; else by the route's handler,
/// whose answer is kept for others. Each coding of an answer is made once, when somebody asks for it. Safe from any
/// thread.
class ResponseCaching {
 public:
    /// All of it must outlive this.
    struct Parts {
        AnswerCache& answers;
        const Compression& compression;
        const ResponseFinisher& finisher;
        Dispatcher& dispatcher;
    };
    explicit ResponseCaching(const Parts& parts) : parts_(parts) {}

    using ExchangePointer = std::shared_ptr<PipelineExchange>;
    void answer_from_cache(const ExchangePointer& exchange);

 private:
    void answer_alone(const ExchangePointer& exchange);
    void answer_and_keep(const ExchangePointer& exchange, AnswerCache::Fill fill);
    void answer_kept(const ExchangePointer& exchange, const AnswerCache::Answer& kept, std::string_view how);
    void answer_in_another_form(const ExchangePointer& exchange, const AnswerCache::Answer& kept, std::string_view how);
    static http::Response response_of(const PipelineExchange& exchange, const AnswerCache::Answer& kept,
                                      const KeptResponse& form);
    void deliver(PipelineExchange& exchange, http::Response response, std::string_view how) const;
    http::Coding coding_for(const PipelineExchange& exchange, const CachedAnswer& answer) const;
    AnswerCache::Answer with_form(const PipelineExchange& exchange, const AnswerCache::Answer& kept) const;
    void add_form(CachedAnswer& answer, http::Coding coding) const;

    Parts parts_;
};

}  // namespace till

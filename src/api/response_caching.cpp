#include "api/response_caching.h"

#include "api/answer_headers.h"

namespace till {
namespace {

constexpr std::string_view cache_header = "X-Cache";
constexpr std::size_t own_headers = 8;  // what a client gets beside the kept ones
constexpr std::size_t own_headers_bytes = 192;

}  // namespace

void ResponseCaching::answer_from_cache(const ExchangePointer& exchange) {
    auto asked = parts_.answers.ask(cache_key(*exchange->route, exchange->request),
                                    [this, exchange](const AnswerCache::Answer& answer) {
                                        try {
                                            if (!answer) return answer_alone(exchange);
                                            answer_kept(exchange, answer, "miss");
                                        } catch (...) {
                                            parts_.finisher.finish_with_current_exception(*exchange);
                                        }
                                    });
    if (asked.hit) return answer_kept(exchange, asked.hit, "hit");
    if (asked.fill) answer_and_keep(exchange, std::move(*asked.fill));
}

// `how` it came about, for X-Cache.
void ResponseCaching::answer_kept(const ExchangePointer& exchange, const AnswerCache::Answer& kept,
                                  std::string_view how) {
    const KeptResponse* const form = kept->in(coding_for(*exchange, *kept));
    http::Response response = response_of(*exchange, kept, form != nullptr ? *form : kept->plain);
    if (form == nullptr && response.status == 200) return answer_in_another_form(exchange, kept, how);
    deliver(*exchange, std::move(response), how);
}

// Where no thread is free to make it, whoever takes it as it is gets it so: it is there.
void ResponseCaching::answer_in_another_form(const ExchangePointer& exchange, const AnswerCache::Answer& kept,
                                             std::string_view how) {
    auto make = [this, exchange, kept, how] { answer_kept(exchange, with_form(*exchange, kept), how); };
    if (parts_.dispatcher.try_on_reader(exchange, std::move(make))) return;
    deliver(*exchange, response_of(*exchange, kept, kept->plain), how);
}

// A 304 where the client has it already.
http::Response ResponseCaching::response_of(const PipelineExchange& exchange, const AnswerCache::Answer& kept,
                                            const KeptResponse& form) {
    if (form.status() != 200) return form.shared(kept);
    const auto tag = tag_that_is_kept(exchange.request.http.headers, form.etag());
    if (!tag) return form.shared(kept);
    http::Response response = form.not_modified(kept);
    const std::string_view ours = form.etag();
    if (*tag == ours.substr(1, ours.size() - 2)) return response;
    // RFC 9111, 4.3.4: the client looks up by this tag which of the answers that it keeps is still good.
    response.headers = http::Headers::of_wire(response.shared_headers.bytes);
    response.shared_headers = {};
    response.headers.set("ETag", std::string("\"").append(*tag).append("\""));
    return response;
}

void ResponseCaching::deliver(PipelineExchange& exchange, http::Response response, std::string_view how) const {
    response.headers.reserve(own_headers, own_headers_bytes);
    response.headers.add_checked(cache_header, how);
    parts_.finisher.add_permission(exchange, response);
    parts_.finisher.deliver(exchange, std::move(response));
}

// Kept with the answer, for all who ask after this; somebody else may have been faster.
AnswerCache::Answer ResponseCaching::with_form(const PipelineExchange& exchange,
                                               const AnswerCache::Answer& kept) const {
    const std::string key = cache_key(*exchange.route, exchange.request);
    const AnswerCache::Answer present = parts_.answers.peek(key);
    const AnswerCache::Answer& answer = present ? present : kept;
    const http::Coding coding = coding_for(exchange, *answer);
    if (answer->in(coding) != nullptr) return answer;
    auto fuller = std::make_shared<CachedAnswer>(*answer);
    add_form(*fuller, coding);
    if (present) keep_again(parts_.answers, key, fuller);
    return fuller;
}

http::Coding ResponseCaching::coding_for(const PipelineExchange& exchange, const CachedAnswer& answer) const {
    if (!answer.may_be_compressed) return http::Coding::identity;
    return parts_.compression.coding_for(exchange.request.http.headers, answer.plain.body().size());
}

void ResponseCaching::add_form(CachedAnswer& answer, http::Coding coding) const {
    if (coding == http::Coding::identity) return;
    const auto effort = parts_.answers.on() ? Compression::Effort::kept : Compression::Effort::once;
    answer.compressed.emplace(coding,
                              KeptResponse(parts_.compression.compressed(answer.plain.taken_apart(), coding, effort)));
}

void ResponseCaching::answer_alone(const ExchangePointer& exchange) {
    parts_.dispatcher.run(exchange, [this](PipelineExchange& its) {
        http::Response response = its.route->handler(its.request);
        parts_.finisher.finish_made(its, std::move(response.add(cache_header, "miss")));
    });
}

void ResponseCaching::answer_and_keep(const ExchangePointer& exchange, AnswerCache::Fill fill) {
    const auto its_fill = std::make_shared<AnswerCache::Fill>(std::move(fill));
    parts_.dispatcher.run(exchange, [this, exchange, its_fill](PipelineExchange& its) {
        const auto answer = answer_and_fill(*its.route, its.request, *its_fill, [&](http::Response response) {
            parts_.finisher.dress(its.route, response);
            const bool may_be_compressed = !its.route->holds_secrets && parts_.compression.may_code(response);
            CachedAnswer made{.plain = KeptResponse(response), .may_be_compressed = may_be_compressed};
            add_form(made, coding_for(its, made));
            return made;
        });
        answer_kept(exchange, answer, "miss");
    });
}

}  // namespace till

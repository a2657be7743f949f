#include "api/response_caching.h"

#include "api/response_headers.h"

namespace till {
namespace {

constexpr std::string_view cache_header = "X-Cache";
constexpr std::size_t own_headers = 8;  // what a client gets beside the cached ones
constexpr std::size_t own_headers_bytes = 192;

}  // namespace

void ResponseCaching::respond_from_cache(const ExchangePointer& exchange) {
    auto asked = parts_.responses.ask(cache_key(*exchange->route, exchange->request),
                                      [this, exchange](const ResponseCache::Pointer& response) {
                                          try {
                                              if (!response) return respond_uncached(exchange);
                                              send_cached(exchange, response, "miss");
                                          } catch (...) {
                                              parts_.finisher.finish_with_current_exception(*exchange);
                                          }
                                      });
    if (asked.hit) return send_cached(exchange, asked.hit, "hit");
    if (asked.fill) respond_and_cache(exchange, std::move(*asked.fill));
}

// `how` it came about, for X-Cache.
void ResponseCaching::send_cached(const ExchangePointer& exchange, const ResponseCache::Pointer& kept,
                                  std::string_view how) {
    const SerializedResponse* const form = kept->in(coding_for(*exchange, *kept));
    http::Response response = response_of(*exchange, kept, form != nullptr ? *form : kept->plain);
    if (form == nullptr && response.status == 200) return send_in_another_coding(exchange, kept, how);
    deliver(*exchange, std::move(response), how);
}

// Where no thread is free to compress it, the client gets the plain form.
void ResponseCaching::send_in_another_coding(const ExchangePointer& exchange, const ResponseCache::Pointer& kept,
                                             std::string_view how) {
    auto make = [this, exchange, kept, how] { send_cached(exchange, with_form(*exchange, kept), how); };
    if (parts_.dispatcher.try_on_reader(exchange, std::move(make))) return;
    deliver(*exchange, response_of(*exchange, kept, kept->plain), how);
}

// A 304 where the client has it already.
http::Response ResponseCaching::response_of(const PipelineExchange& exchange, const ResponseCache::Pointer& kept,
                                            const SerializedResponse& form) {
    if (form.status() != 200) return form.shared(kept);
    const auto tag = tag_of_client(exchange.request.http.headers, form.etag());
    if (!tag) return form.shared(kept);
    http::Response response = form.not_modified(kept);
    const std::string_view ours = form.etag();
    if (*tag == ours.substr(1, ours.size() - 2)) return response;
    // RFC 9111, 4.3.4: the client looks up by this tag which of its stored responses is still valid.
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

// Cached with the response, for later requests; another thread may have been faster.
ResponseCache::Pointer ResponseCaching::with_form(const PipelineExchange& exchange,
                                                  const ResponseCache::Pointer& kept) const {
    const std::string key = cache_key(*exchange.route, exchange.request);
    const ResponseCache::Pointer present = parts_.responses.peek(key);
    const ResponseCache::Pointer& response = present ? present : kept;
    const http::Coding coding = coding_for(exchange, *response);
    if (response->in(coding) != nullptr) return response;
    auto fuller = std::make_shared<CachedResponse>(*response);
    add_form(*fuller, coding);
    if (present) update_cached(parts_.responses, key, fuller);
    return fuller;
}

http::Coding ResponseCaching::coding_for(const PipelineExchange& exchange, const CachedResponse& response) const {
    if (!response.may_be_compressed) return http::Coding::identity;
    return parts_.compression.coding_for(exchange.request.http.headers, response.plain.body().size());
}

void ResponseCaching::add_form(CachedResponse& response, http::Coding coding) const {
    if (coding == http::Coding::identity) return;
    const auto effort = parts_.responses.on() ? Compression::Effort::cached : Compression::Effort::once;
    response.compressed.emplace(
        coding, SerializedResponse(parts_.compression.compressed(response.plain.taken_apart(), coding, effort)));
}

void ResponseCaching::respond_uncached(const ExchangePointer& exchange) {
    parts_.dispatcher.run(exchange, [this](PipelineExchange& its) {
        http::Response response = its.route->handler(its.request);
        parts_.finisher.finish_made(its, std::move(response.add(cache_header, "miss")));
    });
}

void ResponseCaching::respond_and_cache(const ExchangePointer& exchange, ResponseCache::Fill fill) {
    const auto its_fill = std::make_shared<ResponseCache::Fill>(std::move(fill));
    parts_.dispatcher.run(exchange, [this, exchange, its_fill](PipelineExchange& its) {
        const auto cached = run_and_fill(*its.route, its.request, *its_fill, [&](http::Response response) {
            parts_.finisher.add_common_headers(its.route, response);
            const bool may_be_compressed = !its.route->holds_secrets && parts_.compression.may_code(response);
            CachedResponse made{.plain = SerializedResponse(response), .may_be_compressed = may_be_compressed};
            add_form(made, coding_for(its, made));
            return made;
        });
        send_cached(exchange, cached, "miss");
    });
}

}  // namespace till

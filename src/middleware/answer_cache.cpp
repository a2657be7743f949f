#include "middleware/answer_cache.h"

#include <algorithm>

#include "database/read_trace.h"
#include "middleware/answer_headers.h"

namespace till {
namespace {

constexpr std::size_t usual_key_bytes = 96;
constexpr std::size_t own_headers = 8;
constexpr std::size_t own_headers_bytes = 320;

// With its length in front, so that no text can pass for two.
void append(std::string& key, std::string_view text) {
    key.append(std::to_string(text.size())).append(1, ':').append(text);
}

std::size_t memory_of(const CachedAnswer& answer) {
    return sizeof(CachedAnswer) + answer.tags.capacity() * sizeof(caching::Tag) + answer.response.body.view().size() +
           answer.response.headers.memory_bytes();
}

}  // namespace

std::string cache_key(const Route& route, const Request& request) {
    std::string key;
    key.reserve(usual_key_bytes);
    append(key, route.operation.empty() ? route.path : route.operation);
    if (route.cached == Cached::for_account) {
        append(key, std::to_string(request.caller.account));
        append(key, request.caller.role.name());
        append(key, std::to_string(request.caller.customer.value_or(0)));
    }
    for (const auto& [name, value] : request.path_parameters) append(key, value);
    std::vector<const schemas::NamedTexts::value_type*> query;
    query.reserve(request.query.size());
    for (const auto& parameter : request.query) query.push_back(&parameter);
    if (query.size() > 1) {
        std::stable_sort(query.begin(), query.end(),
                         [](const auto* left, const auto* right) { return left->first < right->first; });
    }
    for (const auto* parameter : query) {
        append(key, parameter->first);
        append(key, parameter->second);
    }
    return key;
}

http::Response answer_and_fill(const Route& route, const Request& request, AnswerCache::Fill& fill,
                               const std::function<void(http::Response&)>& dress) {
    const database::ReadTrace trace;
    http::Response response = route.handler(request);
    if (response.status == 200) add_etag(response);
    dress(response);
    if (response.status != 200) return response;
    response.body.share();
    auto kept = std::make_shared<const CachedAnswer>(
        CachedAnswer{.response = response, .tags = trace.tags(), .began = fill.began()});
    fill.complete({.value = kept, .tags = kept->tags, .bytes = memory_of(*kept)});
    return response;
}

http::Response copy_of(const http::Response& kept) {
    http::Response copy{.status = kept.status, .headers = {}, .body = kept.body};
    copy.headers.reserve(kept.headers.size() + own_headers, kept.headers.wire().size() + own_headers_bytes);
    copy.headers = kept.headers;
    return copy;
}

}  // namespace till

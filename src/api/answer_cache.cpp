#include "api/answer_cache.h"

#include <algorithm>

#include "api/answer_headers.h"
#include "platform/database/read_trace.h"

namespace till {
namespace {

constexpr std::size_t usual_key_bytes = 96;
constexpr std::size_t own_headers = 8;
constexpr std::size_t own_headers_bytes = 320;

// With its length in front, so that no text can pass for two.
void append(std::string& key, std::string_view text) {
    key.append(std::to_string(text.size())).append(1, ':').append(text);
}

std::size_t memory_of(const http::Response& response) {
    return response.body.view().size() + response.headers.memory_bytes();
}

std::size_t memory_of(const CachedAnswer& answer) {
    constexpr std::size_t form_bytes = sizeof(std::pair<const http::Coding, http::Response>) + 64;  // a node of a map
    std::size_t bytes =
        sizeof(CachedAnswer) + answer.tags.capacity() * sizeof(caching::Tag) + memory_of(answer.response);
    for (const auto& [coding, form] : answer.compressed) bytes += form_bytes + memory_of(form);
    return bytes;
}

AnswerCache::Content content_of(const AnswerCache::Answer& answer) {
    return {.value = answer, .tags = answer->tags, .bytes = memory_of(*answer), .made = answer->made};
}

}  // namespace

const http::Response* CachedAnswer::in(http::Coding coding) const {
    if (coding == http::Coding::identity) return &response;
    const auto found = compressed.find(coding);
    return found == compressed.end() ? nullptr : &found->second;
}

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

AnswerCache::Answer answer_and_fill(const Route& route, const Request& request, AnswerCache::Fill& fill,
                                    const std::function<void(CachedAnswer&)>& dress) {
    const database::ReadTrace trace;
    auto answer = std::make_shared<CachedAnswer>(
        CachedAnswer{.response = route.handler(request), .compressed = {}, .tags = {}, .began = fill.began()});
    if (answer->response.status == 200) add_etag(answer->response);
    answer->response.body.share();
    dress(*answer);
    answer->tags = trace.tags();
    if (answer->response.status == 200) fill.complete(content_of(answer));
    return answer;
}

void keep_again(AnswerCache& cache, std::string_view key, const AnswerCache::Answer& answer) {
    cache.put(key, content_of(answer), answer->began);
}

http::Response copy_of(const http::Response& kept) {
    http::Response copy{.status = kept.status, .headers = {}, .body = kept.body};
    copy.headers.reserve(kept.headers.size() + own_headers, kept.headers.wire().size() + own_headers_bytes);
    copy.headers = kept.headers;
    return copy;
}

}  // namespace till

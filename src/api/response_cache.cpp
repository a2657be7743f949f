#include "api/response_cache.h"

#include <algorithm>

#include "api/response_headers.h"
#include "platform/database/read_trace.h"
#include "platform/http/response_header.h"

namespace till {
namespace {

constexpr std::size_t usual_key_bytes = 96;

// With its length in front, so that no text can pass for two.
void append(std::string& key, std::string_view text) {
    key.append(std::to_string(text.size())).append(1, ':').append(text);
}

std::size_t memory_of(const CachedResponse& entry) {
    constexpr std::size_t form_bytes =
        sizeof(std::pair<const http::Coding, SerializedResponse>) + 64;  // a node of a map
    std::size_t bytes =
        sizeof(CachedResponse) + entry.tags.capacity() * sizeof(caching::Tag) + entry.plain.memory_bytes();
    for (const auto& [coding, form] : entry.compressed) bytes += form_bytes + form.memory_bytes();
    return bytes;
}

ResponseCache::Content content_of(const ResponseCache::Pointer& entry) {
    return {.value = entry, .tags = entry->tags, .bytes = memory_of(*entry), .made = entry->made};
}

}  // namespace

// The headers that describe the body come first, so that a 304, which has none, is the rest.
SerializedResponse::SerializedResponse(const http::Response& response) : status_(response.status) {
    constexpr std::string_view of_body[] = {"Content-Type", "Content-Encoding"};
    http::Headers others = response.headers;
    http::remove_framing(others);
    http::Headers first;
    for (const std::string_view name : of_body) {
        if (const auto value = others.find(name)) first.add(name, *value);
        others.remove(name);
    }
    of_body_size_ = first.wire().size();
    headers_size_ = of_body_size_ + others.wire().size();
    text_.reserve(headers_size_ + response.body.view().size());
    text_.append(first.wire()).append(others.wire());
    if (const auto etag = http::header_in(text_, "ETag")) {
        etag_begin_ = static_cast<std::size_t>(etag->data() - text_.data());
        etag_size_ = etag->size();
    }
    text_.append(response.body.view());
}

http::Response SerializedResponse::shared(const std::shared_ptr<const void>& owner) const {
    const std::string_view text = text_;
    return {.status = status_,
            .headers = {},
            .body = http::SharedBytes{owner, text.substr(headers_size_)},
            .shared_headers = {owner, text.substr(0, headers_size_)}};
}

http::Response SerializedResponse::not_modified(const std::shared_ptr<const void>& owner) const {
    const std::string_view text = text_;
    return {.status = 304,
            .headers = {},
            .body = {},
            .shared_headers = {owner, text.substr(of_body_size_, headers_size_ - of_body_size_)}};
}

http::Response SerializedResponse::taken_apart() const {
    const std::string_view text = text_;
    return {.status = status_,
            .headers = http::Headers::of_wire(text.substr(0, headers_size_)),
            .body = http::Body::of_static(text.substr(headers_size_))};
}

const SerializedResponse* CachedResponse::in(http::Coding coding) const {
    if (coding == http::Coding::identity) return &plain;
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

ResponseCache::Pointer run_and_fill(const Route& route, const Request& request, ResponseCache::Fill& fill,
                                    const std::function<CachedResponse(http::Response)>& make) {
    const database::ReadTrace trace;
    http::Response response = route.handler(request);
    if (response.status == 200) add_etag(response);
    const auto entry = std::make_shared<CachedResponse>(make(std::move(response)));
    entry->began = fill.began();
    entry->tags = trace.tags();
    if (entry->plain.status() == 200) fill.complete(content_of(entry));
    return entry;
}

void update_cached(ResponseCache& cache, std::string_view key, const ResponseCache::Pointer& entry) {
    cache.put(key, content_of(entry), entry->began);
}

}  // namespace till

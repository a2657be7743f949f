#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/route.h"
#include "platform/caching/cache.h"
#include "platform/http/content_coding.h"
#include "platform/http/message.h"

namespace till {

/// The part of a response that is the same for every client, as one text, so that sending it reads one place in memory.
class SerializedResponse {
 public:
    explicit SerializedResponse(const http::Response& response);

    int status() const { return status_; }
    std::string_view body() const { return std::string_view(text_).substr(headers_size_); }
    /// "" where there is none.
    std::string_view etag() const { return std::string_view(text_).substr(etag_begin_, etag_size_); }
    std::size_t memory_bytes() const { return text_.capacity(); }

    /// To be sent; `owner` owns this.
    http::Response shared(const std::shared_ptr<const void>& owner) const;
    /// The same as a 304.
    http::Response not_modified(const std::shared_ptr<const void>& owner) const;
    /// With headers of its own; its body is good as long as this.
    http::Response taken_apart() const;

 private:
    int status_;
    std::string text_;  ///< headers that describe the body, other headers, body
    std::size_t of_body_size_ = 0;
    std::size_t headers_size_ = 0;
    std::size_t etag_begin_ = 0;
    std::size_t etag_size_ = 0;
};

/// A cached response to GET, in each coding that a client has requested. Its tags are collected while it is computed
/// (database::ReadTrace); a write that invalidates one of them invalidates the response.
struct CachedResponse {
    SerializedResponse plain;
    std::map<http::Coding, SerializedResponse> compressed{};  ///< the same, in the codings that clients requested
    bool may_be_compressed = false;
    std::vector<caching::Tag> tags{};   ///< what it was made from
    caching::SequenceNumber began = 0;  ///< when that began
    std::chrono::steady_clock::time_point made = std::chrono::steady_clock::now();

    /// nullptr where it has not been made in that coding.
    const SerializedResponse* in(http::Coding coding) const;
};
using ResponseCache = caching::Cache<CachedResponse>;

/// The key of a cached response: the operation (of a row that has no name, its path), what stood in the path, the query
/// in the order of its names, and, where each account has its own response, the account with its role and customer.
std::string cache_key(const Route& route, const Request& request);

/// Runs the route's handler. `make` adds the headers that are the same for every client, and may add the requested
/// coding. A 200 has its ETag by then; its result is handed to `fill`, which may cache it.
ResponseCache::Pointer run_and_fill(const Route& route, const Request& request, ResponseCache::Fill& fill,
                                    const std::function<CachedResponse(http::Response)>& make);

/// Caches a response again that has one coding more than before.
void update_cached(ResponseCache& cache, std::string_view key, const ResponseCache::Pointer& entry);

}  // namespace till

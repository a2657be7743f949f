#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "api/route.h"
#include "platform/caching/cache.h"
#include "platform/http/content_coding.h"
#include "platform/http/message.h"

namespace till {

/// The answers to GET, dressed for sending, by what was asked and who may see them. What one was made from is found
/// out while it is made (database::ReadTrace); a write that touches any of it ends it.
struct CachedAnswer {
    http::Response response;
    std::map<http::Coding, http::Response> compressed;  ///< the same, as far as somebody has asked for it
    std::vector<caching::Tag> tags;                     ///< what it was made from
    caching::Moment began = 0;                          ///< when that began
    std::chrono::steady_clock::time_point made = std::chrono::steady_clock::now();

    /// nullptr where it has not been made in that coding.
    const http::Response* in(http::Coding coding) const;
};
using AnswerCache = caching::Cache<CachedAnswer>;

/// What an answer is kept under: the operation (of a row that has no name, its path), what stood in the path, the query
/// in the order of its names, and, where each account has its own answer, the account with its role and customer.
std::string cache_key(const Route& route, const Request& request);

/// Runs the route's handler. `dress` gives what it answers all that is the same for whoever asks, and may add the form
/// that is asked for; a 200 has its ETag by then, and is handed to `fill` behind it, which may keep it.
AnswerCache::Answer answer_and_fill(const Route& route, const Request& request, AnswerCache::Fill& fill,
                                    const std::function<void(CachedAnswer&)>& dress);

/// Keeps an answer that has one form more than when it was kept.
void keep_again(AnswerCache& cache, std::string_view key, const AnswerCache::Answer& answer);

/// A copy of a kept answer, with room for what is said to this client alone.
http::Response copy_of(const http::Response& kept);

}  // namespace till

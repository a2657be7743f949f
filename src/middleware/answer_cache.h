#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "caching/cache.h"
#include "http/message.h"
#include "middleware/route.h"

namespace till {

/// The answers to GET, dressed for sending, by what was asked and who may see them. What one was made from is found
/// out while it is made (database::ReadTrace); a write that touches any of it ends it.
struct CachedAnswer {
    http::Response response;
    std::vector<caching::Tag> tags;  ///< what it was made from
    caching::Moment began = 0;       ///< when that began
    std::chrono::steady_clock::time_point made = std::chrono::steady_clock::now();
};
using AnswerCache = caching::Cache<CachedAnswer>;

/// What an answer is kept under: the operation (of a row that has no name, its path), what stood in the path, the query in the order of its names, and, where
/// each account has its own answer, the account with its role and customer.
std::string cache_key(const Route& route, const Request& request);

/// Runs the route's handler. Its answer gets from `dress` what is the same for all who ask; a 200 also gets its ETag
/// and is handed to `fill`, which may keep it.
http::Response answer_and_fill(const Route& route, const Request& request, AnswerCache::Fill& fill,
                               const std::function<void(http::Response&)>& dress);

/// A copy of a kept answer, with room for what is said to this client alone.
http::Response copy_of(const http::Response& kept);

}  // namespace till

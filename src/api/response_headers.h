#pragma once
#include <optional>
#include <string_view>

#include "platform/http/message.h"

/// Headers that responses have in common.
namespace till {

/// Adds the name of a header of requests on which the response depends (RFC 9110, 12.5.5), unless it is there.
void add_vary(http::Response& response, std::string_view name);

/// What keeps a browser from taking a response for something else: no guessing of types, no frames, no scripts, no
/// referrers, nothing for other sites' pages. A Content-Security-Policy that is there already stays.
void add_security_headers(http::Response& response);

/// Gives a response an ETag of its bytes where it has none.
void add_etag(http::Response& response);

/// Of the tags in If-None-Match one of the same content as `tag`, which has its quotes, in whatever coding: `tag`
/// itself where it is there. Without quotes; nothing where there is none. Good as long as both are.
std::optional<std::string_view> tag_of_client(const http::Headers& request, std::string_view tag);

/// Gives a 200 to GET an ETag, and makes it a 304 where the client has it already, in whatever coding (If-None-Match,
/// RFC 9110, 13.1.2).
void respond_conditionally(const http::Request& request, http::Response& response);

}  // namespace till

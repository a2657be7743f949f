#pragma once
#include "api/route.h"
#include "platform/http/message.h"

namespace till {

/// What can be said of a body by the request's header. Throws a Refusal: 415 for a type that the route does not take
/// and for a body that is encoded (compressed), 413 for one that is announced as too large, each before any of it is
/// read. `type` is looked at for each body but an optional one that is not there.
void check_body(const Route& route, const http::Request& request, std::size_t bytes_max);

/// Whether that is JSON in UTF-8 by its name; PATCH has a name of its own beside.
bool is_json_type(std::string_view content_type, http::Method method);

/// Throws a Refusal 415 for another type than these, whatever its parameters, and for a request that does not say.
void require_content_type(const http::Request& request, const std::vector<std::string_view>& types);

/// Throws a Refusal 400 where If-Match or If-None-Match is no list of entity tags (RFC 9110, 13.1).
void check_conditions(const http::Request& request);

}  // namespace till

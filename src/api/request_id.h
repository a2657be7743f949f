#pragma once
#include <optional>
#include <string>

#include "platform/http/message.h"

namespace till {

/// The client's `X-Request-Id`, if it is 1 to 64 of letters, digits, `-`, `_`, `.`.
std::optional<std::string> given_request_id(const http::Request& request);

/// The client's own, or a new one.
std::string request_id_of(const http::Request& request);

/// 16 hexadecimal digits, different each time.
std::string new_request_id();

}  // namespace till

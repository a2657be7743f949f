#pragma once
#include <string>

#include "platform/errors/refusal.h"
#include "platform/http/message.h"

namespace till {

/// When a client may try again after a refusal for load, or for a database that cannot be reached.
inline constexpr int overload_retry_after_s = 1;

/// A refusal as RFC 9457 problem+json: the one place where errors are written.
http::Response problem_response(const Refusal& refusal, const std::string& request_id);

/// The refusal for the exception that is being handled; call it in a catch block. An unexpected exception becomes a 500
/// without details, and a line in the log with all of them: `target` is the request's target, as it was sent.
Refusal refusal_of_current_exception(const std::string& request_id, const std::string& target);

}  // namespace till

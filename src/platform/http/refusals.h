#pragma once
#include <string>
#include <utility>

#include "platform/errors/refusal.h"

/// The server's own refusals.
namespace till::http {

inline Refusal malformed(std::string detail) { return {problems::malformed_request, std::move(detail)}; }

inline Refusal overloaded(std::string detail) {
    return Refusal(problems::overloaded, std::move(detail)).retry_after(1);
}

}  // namespace till::http

#pragma once
#include <string>
#include <utility>

#include "platform/errors/refusal.h"

namespace till::problems {

inline constexpr Problem not_implemented{501, "not-implemented", "The server does not implement this"};
inline constexpr Problem insufficient_storage{507, "insufficient-storage", "There is no space to store the body"};

}  // namespace till::problems

namespace till::http {

/// Why something never became a request: what Handler::refuse is told.
struct Fault {
    const Problem* problem;  ///< a constant
    std::string detail;
};

inline Fault malformed(std::string detail) { return {&problems::malformed_request, std::move(detail)}; }

}  // namespace till::http

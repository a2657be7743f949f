#pragma once
#include <string>
#include <utility>

#include "platform/errors/refusal.h"

namespace till::problems {

inline constexpr Problem not_implemented{501, "not-implemented", "Not implemented"};
inline constexpr Problem insufficient_storage{507, "insufficient-storage", "Insufficient storage",
                                              "The server has no space to store the body. Nothing was changed."};

}  // namespace till::problems

namespace till::http {

/// Why something never became a request: what Handler::refuse is told.
struct Fault {
    const Problem* problem;  ///< a constant
    std::string detail;
};

inline Fault malformed(std::string detail) { return {&problems::malformed_request, std::move(detail)}; }

}  // namespace till::http

#pragma once
#include <string>
#include <utility>

#include "utils/refusal.h"

namespace till::http {

/// Why something never became a request: what Handler::refuse is told.
struct Fault {
    const Problem* problem;  ///< a constant
    std::string detail;
};

inline Fault malformed(std::string detail) { return {&problems::malformed_request, std::move(detail)}; }

}  // namespace till::http

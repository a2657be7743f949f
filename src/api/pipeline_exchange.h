#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "api/request.h"
#include "api/route.h"
#include "platform/http/respond.h"
#include "platform/limits/counter.h"
#include "platform/security/tokens.h"

namespace till {

/// One request on its way through the pipeline, and what has been found out about it.
struct PipelineExchange {
    Request request;
    http::Respond respond;
    const Route* route = nullptr;
    std::string allow;  ///< of a 405
    std::shared_ptr<const TokenClaims> claims;
    std::optional<Refusal> refusal;  ///< of a client that could not be identified
    std::string client;              ///< the client that the limiter counts
    std::optional<limits::Verdict> verdict;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
};

}  // namespace till

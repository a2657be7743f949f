#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/route.h"
#include "platform/caching/cache.h"
#include "platform/security/tokens.h"
#include "shop/kernel/caller.h"

namespace till {

/// What a request asked, who asked it and what it got: all that has to be found out about a request that comes again
/// byte for byte, as a storefront's server sends it with its one token, or a page that looks whether anything is new.
struct Repeat {
    const Route* route = nullptr;
    std::string peer;  ///< of whoever sent it; the same bytes from elsewhere may be another client's
    std::shared_ptr<const TokenClaims> claims;  ///< nullptr where no token was needed and none was sent
    Caller caller;
    std::string client;                     ///< whom the limiter counts
    std::optional<std::string> request_id;  ///< where the request brings its own
    int status = 200;
    std::string text;            ///< status line, headers without those that differ each time, and the body
    std::size_t start_size = 0;  ///< of what comes before the body

    std::string_view start() const { return std::string_view(text).substr(0, start_size); }
    std::string_view body() const { return std::string_view(text).substr(start_size); }
    /// As far as memory goes.
    std::size_t bytes() const { return sizeof(Repeat) + peer.capacity() + client.capacity() + text.capacity(); }
};

/// Repeats by the bytes of the request. Each is good for as long as the kept answer that it was made of.
using Repeats = caching::Cache<Repeat>;

}  // namespace till

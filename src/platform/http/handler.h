#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/errors/refusal.h"
#include "platform/http/message.h"
#include "platform/http/respond.h"

namespace till::http {

/// The rest of an answer whose start is written.
struct Again {
    int status = 200;
    Body body;
};

/// What stands behind the server.
class Handler {
 public:
    virtual ~Handler() = default;

    /// Called on an edge thread for each request when its header is there; must not block. Answer at once, or ask for
    /// the body first, or hand over and do either later. Must not throw.
    virtual void handle(Request request, Respond respond) = 0;

    /// Asked before a request is read, with the bytes of one that is nothing but a header: whether these bytes are
    /// known (Request::bytes) and what they get now. Then status line and headers are appended to `start`, without
    /// those that the server adds. Called on an edge thread; must not block or throw. nullopt, and `start` as it was:
    /// read it.
    virtual std::optional<Again> answer_again(std::string_view /*request*/, std::string_view /*peer*/,
                                              std::string& /*start*/) {
        return std::nullopt;
    }

    /// Writes the answer to something that never became a request (malformed, too large, too slow). `received` is what
    /// is there of its header, unchecked: header_in() finds lines in it. The server closes the connection after the
    /// answer. Called on an edge thread; must not throw.
    virtual Response refuse(const Refusal& refusal, std::string_view received) = 0;
};

}  // namespace till::http

#pragma once
#include <string_view>

#include "platform/errors/refusal.h"
#include "platform/http/message.h"
#include "platform/http/respond.h"

namespace till::http {

/// What stands behind the server.
class Handler {
 public:
    virtual ~Handler() = default;

    /// Called on an I/O thread for each request when its header is there; must not block. Respond at once, or request
    /// the body first, or hand over and do either later. Must not throw.
    virtual void handle(Request request, Respond respond) = 0;

    /// Writes the response to something that never became a request (malformed, too large, too slow). `received` is
    /// what is there of its header, unchecked: header_in() finds lines in it. The server closes the connection after
    /// the response. Called on an I/O thread; must not throw.
    virtual Response refuse(const Refusal& refusal, std::string_view received) = 0;
};

}  // namespace till::http

#pragma once
#include <memory>
#include <string_view>

#include "platform/threads/fair_queue.h"
#include "shop/kernel/session_state.h"

/// The interface of the feature of sign-ins that the API needs.
namespace till {

/// The caller behind the session of an access token. Safe from any thread.
class SessionLookup {
 public:
    virtual ~SessionLookup() = default;

    /// The cached state, without reading the database; nullptr where there is none.
    virtual std::shared_ptr<const SessionState> known(SessionId id) = 0;
    /// The same, reading the database where needed; nullptr where the session has ended.
    virtual std::shared_ptr<const SessionState> find(SessionId id) = 0;
};

/// In which order requests that check passwords are served. Safe from any thread.
class SignInScheduling {
 public:
    virtual ~SignInScheduling() = default;

    /// In whose turn a sign-in from this address waits.
    virtual TaskClass task_class_of(std::string_view address) const = 0;
};

}  // namespace till

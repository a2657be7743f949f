#pragma once
#include "platform/database/mapping.h"
#include "shop/kernel/stored.h"
#include "shop/sessions/session.h"

namespace till {

inline const database::Mapping<SignInSession>& session_mapping() {
    static const auto mapping = database::Mapping<SignInSession>("sessions")
                                    .generated("id", &SignInSession::id)
                                    .fixed("account_id", &SignInSession::account_id)
                                    .fixed("family_hash", &SignInSession::family_hash)
                                    .column("token_hash", &SignInSession::token_hash)
                                    .column("generation", &SignInSession::generation)
                                    .fixed("created_at", &SignInSession::created_at)
                                    .column("refreshed_at", &SignInSession::refreshed_at)
                                    .column("expires_at", &SignInSession::expires_at);
    return mapping;
}

}  // namespace till

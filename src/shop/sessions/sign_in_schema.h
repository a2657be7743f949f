#pragma once
#include "api/schema.h"
#include "shop/sessions/sign_in.h"

/// The JSON face of sign-ins. Each schema is made at its first use, after the settings of the process.
namespace till::schemas {

const Schema<Credentials>& credentials();
const Schema<SignedIn>& signed_in();
const Schema<RefreshRequest>& refresh_request();
const Schema<PasswordChange>& password_change();

}  // namespace till::schemas

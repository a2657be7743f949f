#pragma once
#include "platform/errors/refusal.h"

namespace till::problems {

inline constexpr Problem invalid_credentials{401, "invalid-credentials", "Username or password is wrong"};
inline constexpr Problem sign_in_delayed{429, "sign-in-delayed", "Too many failed attempts to enter the password"};
inline constexpr Problem invalid_refresh_token{401, "invalid-refresh-token", "The refresh token is invalid or expired"};
inline constexpr Problem other_media_type{415, "unsupported-media-type", "The media type of the body is not supported"};
inline constexpr Problem bad_picture{422, "bad-picture", "The body is not a supported picture"};
inline constexpr Problem sku_taken{409, "sku-taken", "Another product has this SKU"};
inline constexpr Problem email_taken{409, "email-taken", "Another customer has this e-mail address"};
inline constexpr Problem username_taken{409, "username-taken", "Another account has this username"};
inline constexpr Problem customer_has_account{409, "customer-has-account", "The customer already has an account"};
inline constexpr Problem insufficient_stock{409, "insufficient-stock", "Insufficient stock"};
inline constexpr Problem cart_empty{409, "cart-empty", "The cart is empty"};
inline constexpr Problem cart_full{409, "cart-full", "The cart is full"};
inline constexpr Problem price_changed{409, "price-changed", "The total differs from the expected total"};

inline constexpr Problem last_admin{409, "last-admin", "The shop would be left without an admin"};
inline constexpr Problem illegal_transition{409, "illegal-transition", "The order cannot change to this status"};
inline constexpr Problem not_in_transit{409, "not-in-transit", "The order is not in transit"};
inline constexpr Problem idempotency_key_reused{422, "idempotency-key-reused",
                                                "The Idempotency-Key was used with another request"};

}  // namespace till::problems

#pragma once
#include "utils/refusal.h"

namespace till::problems {

inline constexpr Problem invalid_credentials{401, "invalid-credentials", "Username or password is wrong"};
inline constexpr Problem sign_in_delayed{429, "sign-in-delayed", "Too many passwords were wrong"};
inline constexpr Problem invalid_refresh_token{401, "invalid-refresh-token",
                                               "The refresh token is not good, or no longer"};
inline constexpr Problem other_media_type{415, "unsupported-media-type",
                                          "The body has another type than is taken here"};
inline constexpr Problem bad_picture{422, "bad-picture", "The body is not a picture that can be used"};
inline constexpr Problem sku_taken{409, "sku-taken", "Another product has this SKU"};
inline constexpr Problem email_taken{409, "email-taken", "Another customer has this e-mail address"};
inline constexpr Problem username_taken{409, "username-taken", "Another account has this username"};
inline constexpr Problem customer_has_account{409, "customer-has-account", "The customer has an account already"};
inline constexpr Problem insufficient_stock{409, "insufficient-stock", "There is not enough in stock"};
inline constexpr Problem cart_empty{409, "cart-empty", "The cart is empty"};
inline constexpr Problem cart_full{409, "cart-full", "The cart holds as many products as it can"};
inline constexpr Problem price_changed{409, "price-changed", "The total is not the expected one"};

inline constexpr Problem last_admin{409, "last-admin", "The shop would be left without an admin"};
inline constexpr Problem illegal_transition{409, "illegal-transition", "The order cannot go there from where it is"};
inline constexpr Problem not_in_transit{409, "not-in-transit", "The order is not on its way"};
inline constexpr Problem idempotency_key_reused{422, "idempotency-key-reused",
                                                "The Idempotency-Key came with another request before"};

}  // namespace till::problems

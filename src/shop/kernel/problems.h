#pragma once
#include "platform/errors/refusal.h"

namespace till::problems {

inline constexpr Problem invalid_credentials{401, "invalid-credentials", "Incorrect username or password",
                                             "Incorrect username or password."};
inline constexpr Problem sign_in_delayed{429, "sign-in-delayed", "Too many failed attempts",
                                         "Too many failed attempts. Wait, then try again."};
inline constexpr Problem invalid_refresh_token{401, "invalid-refresh-token", "Invalid refresh token",
                                               "The refresh token is invalid or has expired. Sign in again."};
inline constexpr Problem other_media_type{415, "unsupported-media-type", "Unsupported media type"};
inline constexpr Problem bad_image{422, "bad-picture", "Invalid image", "The image is damaged or incomplete."};
inline constexpr Problem sku_taken{409, "sku-taken", "SKU already in use", "The SKU CUP-042 belongs to product 42."};
inline constexpr Problem email_taken{409, "email-taken", "E-mail address already in use",
                                     "Another customer has the e-mail address jane.doe@example.com."};
inline constexpr Problem username_taken{409, "username-taken", "Username already in use",
                                        "The username jane.doe is taken."};
inline constexpr Problem customer_has_account{409, "customer-has-account", "Customer already has an account",
                                              "Customer 7 has an account already."};
inline constexpr Problem insufficient_stock{409, "insufficient-stock", "Insufficient stock",
                                            "There is not enough stock for the order."};
inline constexpr Problem cart_empty{409, "cart-empty", "Cart is empty", "The cart is empty."};
inline constexpr Problem cart_full{409, "cart-full", "Cart is full", "A cart holds at most 200 products."};
inline constexpr Problem price_changed{409, "price-changed", "Total has changed", "The total is 27.00 now, not 25.00."};

inline constexpr Problem last_admin{409, "last-admin", "Last admin", "admin is the shop's only admin."};
inline constexpr Problem illegal_transition{409, "illegal-transition", "Invalid status transition",
                                            "The order is pending and cannot become delivered; it can become: "
                                            "processing, cancelled."};
inline constexpr Problem not_in_transit{409, "not-in-transit", "Order not in transit",
                                        "The order is delivered: carrier and tracking number can be changed only while "
                                        "it is shipped."};
inline constexpr Problem idempotency_key_reused{422, "idempotency-key-reused", "Idempotency key already used",
                                                "This Idempotency-Key was used with another request. Use a new key for "
                                                "each order."};

}  // namespace till::problems

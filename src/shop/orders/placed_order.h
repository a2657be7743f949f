#pragma once
#include <optional>
#include <string_view>

#include "api/request.h"
#include "api/schema.h"
#include "shop/orders/order_placement.h"

/// Common parts of the endpoints that place orders.
namespace till {

/// The attempt that the Idempotency-Key header names; nothing where there is none. The same request is the same body to
/// the same operation. `schema` writes the response, and must outlive the result. Throws a Refusal, as for a field,
/// where the key is not 1 to 255 visible ASCII characters, or given twice.
std::optional<IdempotentRequest> idempotent_request(const Request& request, std::string_view operation,
                                                    const schemas::Schema<Order>& schema);

/// 201 with Location and ETag. A replay has the bytes of the first response and says so.
http::Response placed(const PlacedOrder& order, const schemas::Schema<Order>& schema);

}  // namespace till

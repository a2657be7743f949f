#include "shop/orders/placed_order.h"

#include <algorithm>

#include "api/exchange.h"
#include "platform/security/digest.h"

namespace till {
namespace {

constexpr std::string_view key_header = "Idempotency-Key";
constexpr std::size_t key_length_max = 255;

bool is_key(std::string_view text) {
    return !text.empty() && text.size() <= key_length_max &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '!' && c <= '~'; });
}

}  // namespace

std::optional<IdempotentRequest> idempotent_request(const Request& request, std::string_view operation,
                                                    const schemas::Schema<Order>& schema) {
    std::optional<std::string> key;
    for (const http::Header& header : request.http.headers) {
        if (!http::same_name(header.name, key_header)) continue;
        if (key) throw Refusal::invalid(std::string(key_header), "is given twice");
        key = header.value;
    }
    if (!key) return std::nullopt;
    if (!is_key(*key)) throw Refusal::invalid(std::string(key_header), "must be 1 to 255 visible ASCII characters");
    return IdempotentRequest{.key = std::move(*key),
                             .request_hash = digest_of(std::string(operation) + '\n' + request.http.body),
                             .response = [&schema](const Order& order) { return schema.write(order); }};
}

http::Response placed(const PlacedOrder& order, const schemas::Schema<Order>& schema) {
    http::Response response =
        versioned(created("/orders", order.id, order.response ? *order.response : schema.write(order)), order.version);
    if (order.is_replay) response.add("Idempotent-Replayed", "true");
    return response;
}

}  // namespace till

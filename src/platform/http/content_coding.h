#pragma once
#include <cstdint>
#include <string_view>

#include "platform/http/headers.h"

namespace till::http {

/// How a body is coded on its way (RFC 9110, 8.4.1).
enum class Coding : std::uint8_t { identity, gzip, br };

/// As in Content-Encoding.
std::string_view name_of(Coding coding);

/// The codings that a client accepts (RFC 9110, 12.5.3).
struct AcceptedCoding {
    Coding best = Coding::identity;  ///< of the greatest weight; of several such, what makes smaller
    bool identity = true;            ///< whether the body may go as it is; false for `identity;q=0` and `*;q=0`

    bool operator==(const AcceptedCoding&) const = default;
};

/// By all lines of Accept-Encoding; nothing but identity where there is none. Elements that are not as RFC 9110 has
/// them count as not there; `x-gzip` is gzip.
AcceptedCoding accepted_coding(const Headers& request);

}  // namespace till::http

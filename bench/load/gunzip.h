#pragma once
#include <string>
#include <string_view>

namespace till::load {

/// What gzip (RFC 1952) made of a text, as it was; throws std::runtime_error for anything else.
std::string gunzipped(std::string_view bytes);

}  // namespace till::load

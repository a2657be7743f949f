#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/text/numbers.h"

/// What files call things of this shop that have no name of their own: the shop's word and the id, so that no other
/// shop's file means them.
namespace till {

/// The setting that identifies this shop: a random word, made once.
inline constexpr std::string_view shop_setting = "shop";

inline std::string reference_to(const std::string& shop, std::int64_t id) { return shop + "-" + std::to_string(id); }

/// The id, if it is this shop that called something so.
inline std::optional<std::int64_t> id_of_reference(const std::string& shop, std::string_view reference) {
    if (shop.empty() || !reference.starts_with(shop + "-")) return std::nullopt;
    return parse_integer<std::int64_t>(reference.substr(shop.size() + 1));
}

}  // namespace till

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "platform/errors/refusal.h"

namespace till {

inline Refusal not_found(std::string_view thing, std::int64_t id) {
    return Refusal(problems::not_found, "There is no " + std::string(thing) + " " + std::to_string(id) + ".");
}

/// The model, or a 404 that names what is missing.
template <class T>
T require_found(std::optional<T> model, std::string_view thing, std::int64_t id) {
    if (!model) throw not_found(thing, id);
    return std::move(*model);
}

}  // namespace till

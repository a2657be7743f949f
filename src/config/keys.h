#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/configuration.h"

namespace till::config {

using Value = std::variant<bool, std::int64_t, std::string>;

/// Says what is wrong with a text, if anything is: "has to be …".
using Check = std::optional<std::string> (*)(const std::string&);

struct Bounds {
    std::int64_t min = 0;
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

/// One key: where it lives, what may be in it, and what it means. Its type is that of what get() returns.
struct Key {
    std::string_view section;
    std::string_view name;
    std::string_view text;
    std::function<Value(const Configuration&)> get;
    std::function<void(Configuration&, const Value&)> set;
    Bounds bounds;  ///< of a number
    Check check;    ///< of a text; may be nullptr
    bool secret;

    std::string path() const;      ///< server.listen
    std::string variable() const;  ///< TILL_SERVER_LISTEN
};

struct Section {
    std::string_view name;
    std::string_view text;
    std::vector<Key> keys;
};

/// All keys, in the order in which they are printed.
const std::vector<Section>& sections();

/// What is wrong with the value for this key, if anything is.
std::optional<std::string> problem_with(const Key& key, const Value& value);

}  // namespace till::config

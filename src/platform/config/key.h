#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/config/configuration.h"

namespace till::config {

using Texts = std::vector<std::string>;
using TextTable = std::map<std::string, std::string>;
using Value = std::variant<bool, std::int64_t, std::string, Texts, TextTable>;

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
    Bounds bounds;     ///< of a number
    Check check;       ///< of a text, of each text of a list or of a table; may be nullptr
    Check name_check;  ///< of each name in a table
    bool secret;

    std::string path() const;      ///< server.listen
    std::string variable() const;  ///< TILL_SERVER_LISTEN
};

struct Section {
    std::string_view name;
    std::string_view text;
    std::vector<Key> keys;
};

struct KeyProblem {
    std::string name;  ///< of the entry of a table; empty: the value itself
    std::string text;
};

/// All that is wrong with the value for this key.
std::vector<KeyProblem> problems_with(const Key& key, const Value& value);

}  // namespace till::config

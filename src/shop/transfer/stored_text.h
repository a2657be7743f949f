#pragma once
#include <optional>
#include <string>
#include <utility>

#include "api/schema.h"

namespace till::schemas {

/// A rule for texts that rows are known by: what the rule refuses is read as it stands, as far as it is a text at all,
/// because it may have been stored before the rule was. Whoever adds something new asks complaint().
template <class Rule>
struct stored_text {
    std::size_t max;  ///< code points of a text that the rule refuses
    Rule rule = {};

    using Type = std::string;
    Read<std::string> read(const json::Value& value) const {
        Read<std::string> strict = rule.read(value);
        if (strict.value) return strict;
        const Read<std::string> lenient = text{.min = 1, .max = max}.read(value);
        return lenient.value ? lenient : strict;
    }
    static void write(const std::string& value, json::Writer& writer) { Rule::write(value, writer); }
    json::Value document() const { return rule.document(); }

    /// Why the text cannot be that of something new.
    std::optional<std::string> complaint(const std::string& given) const {
        Read<std::string> strict = rule.read(json::Value(given));
        return strict.value ? std::nullopt : std::optional(std::move(strict.complaint));
    }
};

}  // namespace till::schemas

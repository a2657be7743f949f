#include "api/schema.h"

namespace till::schemas::detail {

json::Value value_of_text(const std::string& text, TextKind kind) {
    const bool digits = text.find_first_not_of("0123456789", text.starts_with('-') ? 1 : 0) == std::string::npos;
    if (kind == TextKind::number && digits && text != "-" && !text.empty()) return json::Number{text};
    if (kind == TextKind::boolean && (text == "true" || text == "false")) return text == "true";
    return text;
}

json::Value example_of(const json::Value& document) {
    if (const json::Value* examples = document.find("examples")) return examples->array()->front();
    if (const json::Value* names = document.find("enum")) return names->array()->front();
    const json::Value* type = document.find("type");
    const json::Value* format = document.find("format");
    const std::string_view kind = type == nullptr ? "string" : std::string_view(*type->text());
    if (kind == "boolean") return false;
    if (kind == "integer") {
        const json::Value* minimum = document.find("minimum");
        return minimum == nullptr ? json::Value(1) : *minimum;
    }
    if (kind == "array") return json::Array{example_of(*document.find("items"))};
    if (format == nullptr) return "example";
    if (*format->text() == "date-time") return "2026-03-14T09:30:00Z";
    if (*format->text() == "date") return "2026-03-14";
    if (*format->text() == "idn-email") return "jane.doe@example.com";
    if (*format->text() == "password") return "a long passphrase";
    return "example";
}

std::string joined_path(const std::string& prefix, std::string_view name) {
    return prefix.empty() ? std::string(name) : prefix + "." + std::string(name);
}

void make_nullable(json::Value& schema) {
    const json::Value* type = schema.find("type");
    if (type != nullptr && type->text() != nullptr) schema["type"] = json::Array{*type, "null"};
    const json::Value* names = schema.find("enum");
    if (names != nullptr) {
        json::Array with_null = *names->array();
        with_null.emplace_back(nullptr);
        schema["enum"] = std::move(with_null);
    }
}

}  // namespace till::schemas::detail

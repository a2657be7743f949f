#include "api/schema.h"

namespace till::schemas::detail {

json::Value value_of_text(const std::string& text, TextKind kind) {
    const bool digits = text.find_first_not_of("0123456789", text.starts_with('-') ? 1 : 0) == std::string::npos;
    if (kind == TextKind::number && digits && text != "-" && !text.empty()) return json::Number{text};
    if (kind == TextKind::boolean && (text == "true" || text == "false")) return text == "true";
    return text;
}

std::optional<std::string> text_of_json(const std::string& written) {
    if (written == "null") return std::nullopt;
    if (!written.starts_with('"')) return written;
    if (written.find('\\') == std::string::npos) return written.substr(1, written.size() - 2);
    return *json::parse(written).text();
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

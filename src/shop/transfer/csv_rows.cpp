#include "shop/transfer/csv_rows.h"

#include "platform/text/join.h"
#include "platform/text/unicode.h"

namespace till::schemas::detail {
namespace {

constexpr std::size_t name_shown = 100;  // code points of a name that is none of ours

bool is_among(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

void check_columns(const std::vector<std::string>& header, const SchemaBase& schema, const CsvLayout& layout) {
    for (const std::string& name : layout.needed) {
        if (!is_among(header, name)) throw CsvError("the file has no column " + name);
    }
    const std::vector<std::string> known = schema.names();
    for (const std::string& name : header) {
        if (is_among(known, name)) continue;
        throw CsvError("the column \"" + std::string(first_code_points(name, name_shown)) + "\" is not one of " +
                       joined(known));
    }
}

std::vector<ImportColumn> uses_of(const std::vector<std::string>& header, const SchemaBase& schema,
                                  const CsvLayout& layout) {
    std::vector<ImportColumn> uses;
    for (const std::string& name : schema.names()) {
        ColumnUse use = ColumnUse::written;
        if (layout.is_all_new_only || is_among(layout.new_only, name)) use = ColumnUse::new_only;
        if (is_among(layout.keys, name)) use = ColumnUse::key;
        if (!is_among(header, name)) use = ColumnUse::absent;
        uses.push_back({name, use});
    }
    return uses;
}

std::vector<std::string> missing_of(const std::vector<std::string>& header, const SchemaBase& schema) {
    std::vector<std::string> missing;
    for (const auto& column : schema.parameters()) {
        if (column.required && !is_among(header, column.name)) missing.push_back(column.name);
    }
    return missing;
}

std::vector<std::string> columns_in(const std::vector<std::string>& header, const SchemaBase& schema,
                                    const CsvLayout& layout) {
    std::vector<std::string> columns = columns_of(schema, layout);
    std::erase_if(columns, [&](const std::string& column) { return !is_among(header, column); });
    return columns;
}

std::string one_line(const FieldErrors& errors) {
    std::string text;
    for (const auto& [field, messages] : errors) {
        for (const std::string& message : messages) text += (text.empty() ? "" : "; ") + field + " " + message;
    }
    return text;
}

std::string first_of(const FieldErrors& errors) {
    for (const auto& [field, messages] : errors) {
        if (!messages.empty()) return field + " " + messages.front();
    }
    return {};
}

}  // namespace till::schemas::detail

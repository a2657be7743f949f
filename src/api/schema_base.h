#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/rules.h"
#include "platform/json/json.h"

namespace till::schemas {

/// The JSON face of something, as the OpenAPI document needs it.
class SchemaBase {
 public:
    virtual ~SchemaBase() = default;

    const std::string& name() const { return name_; }

    /// The OpenAPI 3.1 schema object; other schemas appear as references to components.
    virtual json::Value document() const = 0;
    /// The schemas that this one refers to.
    virtual std::vector<const SchemaBase*> parts() const = 0;

    /// A query's parameters, or a file's columns: name, text, schema object of each.
    struct Parameter {
        std::string name;
        bool required = false;
        std::string description;
        json::Value schema;
    };
    virtual std::vector<Parameter> parameters() const = 0;
    /// The fields' names, in the order of declaration.
    virtual std::vector<std::string> names() const = 0;

 protected:
    explicit SchemaBase(std::string name) : name_(std::move(name)) {}

    static json::Value reference_to(const SchemaBase& schema) {
        return json::Object{{"$ref", "#/components/schemas/" + schema.name()}};
    }

 private:
    std::string name_;
};

/// What a field holds as a cell of a CSV row has it; no text for null.
struct CellText {
    std::optional<std::string> text;
    bool is_number = false;  ///< an integer or an amount of money
};

/// Name and text, as in a query string or a CSV row. Numbers and booleans in them are texts, too.
using NamedTexts = std::vector<std::pair<std::string, std::string>>;

namespace detail {

template <class T>
struct OptionalTraits {
    static constexpr bool is_optional = false;
};
template <class T>
struct OptionalTraits<std::optional<T>> {
    static constexpr bool is_optional = true;
};

/// How a text of a query or CSV cell stands in JSON where a field of this type is expected.
enum class TextKind : std::uint8_t { text, number, boolean };
template <class T>
constexpr TextKind text_kind_of() {
    if (std::is_same_v<T, std::int64_t>) return TextKind::number;
    if (std::is_same_v<T, bool>) return TextKind::boolean;
    return TextKind::text;
}
json::Value value_of_text(const std::string& text, TextKind kind);
/// The other way round: a value as it was written in JSON.
std::optional<std::string> text_of_json(const std::string& written);

std::string joined_path(const std::string& prefix, std::string_view name);
void make_nullable(json::Value& schema);

}  // namespace detail

}  // namespace till::schemas

#include "api/rules.h"

#include <algorithm>
#include <stdexcept>

#include "platform/json/json_parse.h"
#include "platform/text/domain_name.h"
#include "platform/text/join.h"
#include "platform/text/unicode.h"
#include "shop/kernel/image_address.h"

namespace till::schemas {
namespace {

using json::Object;
using json::Value;

std::string counted(std::size_t count, std::string_view unit) {
    return std::to_string(count) + " " + std::string(unit) + (count == 1 ? "" : "s");
}

// Those of Unicode's category Cc: below U+0020, and U+007F to U+009F (in UTF-8 C2 80 to C2 9F). In one line also what
// separates lines and paragraphs (U+2028 and U+2029, in UTF-8 E2 80 A8 and E2 80 A9).
bool has_control_characters(std::string_view text, bool lines) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool breaks_line = byte == '\n' || byte == '\r' || byte == '\t';
        if (byte == 0x7F || (byte < 0x20 && !(lines && breaks_line))) return true;
        if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
        if (byte == 0xE2 && !lines && (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029")) return true;
    }
    return false;
}

std::optional<std::string> length_complaint(std::size_t length, std::size_t min, std::size_t max,
                                            std::string_view unit) {
    if (length == 0 && min > 0) return "must not be empty";
    if (length < min) return "must have at least " + counted(min, unit);
    if (length > max) return "must have at most " + counted(max, unit);
    return std::nullopt;
}

Value text_document(std::size_t min, std::size_t max) {
    Object schema{{"type", "string"}};
    if (min > 0) schema.push_back({"minLength", static_cast<std::int64_t>(min)});
    schema.push_back({"maxLength", static_cast<std::int64_t>(max)});
    return schema;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

constexpr const char* blanks_inside = "must not have whitespace or invisible characters";

/// RFC 5321's Dot-string, with RFC 6531's letters of any language. Quoted local parts are refused: they do not occur in
/// practice.
bool is_mailbox(std::string_view name) {
    constexpr std::size_t bytes_max = 64;
    if (name.empty() || name.size() > bytes_max) return false;
    if (name.starts_with('.') || name.ends_with('.') || name.find("..") != std::string_view::npos) return false;
    while (!name.empty()) {
        const char32_t character = take_code_point(name);
        constexpr std::string_view signs_in_quotes = "\"(),:;<>@[\\]";
        const bool ascii = character < 0x80;
        if (ascii && signs_in_quotes.find(static_cast<char>(character)) != std::string_view::npos) return false;
        if (is_other(character)) return false;
    }
    return true;
}

constexpr bool is_gtin_length(std::size_t length) { return length == 8 || (length >= 12 && length <= 14); }

/// From the right, digits count one and three times in turn; their sum is a multiple of ten (GS1 General
/// Specifications, 7.9.1).
bool has_check_digit(std::string_view digits) {
    int sum = 0;
    int weight = 1;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, weight = 4 - weight) {
        sum += (*digit - '0') * weight;
    }
    return sum % 10 == 0;
}

Value money_document(const Currency& currency, std::int64_t length_max) {
    const auto digits = std::to_string(currency.digits());
    Object schema{{"type", "string"}};
    schema.push_back({"pattern", digits == "0" ? "^-?[0-9]+$" : "^-?[0-9]+(\\.[0-9]{1," + digits + "})?$"});
    schema.push_back({"maxLength", length_max});
    schema.push_back({"examples", json::Array{Money::from_minor(1999).text(currency)}});
    return schema;
}

}  // namespace

Read<std::string> text::read(const Value& value) const {
    const std::string* given = value.text();
    if (given == nullptr) return Read<std::string>::wrong("must be a string");
    if (!is_utf8(*given)) return Read<std::string>::wrong("must be UTF-8");
    if (has_control_characters(*given, lines)) return Read<std::string>::wrong("must not have control characters");
    std::string kept = label ? label_of(*given) : readable(*given);
    if (const auto complaint = length_complaint(code_points(kept), min, max, "character")) {
        return Read<std::string>::wrong(*complaint);
    }
    return kept;
}

Value text::document() const { return text_document(min, max); }

Read<std::string> password::read(const Value& value) const {
    const std::string* given = value.text();
    if (given == nullptr) return Read<std::string>::wrong("must be a string");
    if (!is_utf8(*given)) return Read<std::string>::wrong("must be UTF-8");
    if (has_control_characters(*given, false)) return Read<std::string>::wrong("must not have control characters");
    if (const auto complaint = length_complaint(given->size(), min, max, "byte")) {
        return Read<std::string>::wrong(*complaint);
    }
    return *given;
}

Value password::document() const {
    Value schema = text_document(min, max);
    schema["format"] = "password";
    return schema;
}

Read<std::string> code::read(const Value& value) const {
    auto read = text{.min = 1, .max = max}.read(value);
    if (read.value && has_blanks(*read.value)) return Read<std::string>::wrong(blanks_inside);
    return read;
}

Value code::document() const { return text_document(1, max); }

Read<std::string> gtin::read(const Value& value) {
    auto read = text{.min = 1}.read(value);
    if (!read.value) return read;
    const std::string& digits = *read.value;
    if (!is_gtin_length(digits.size()) || digits.find_first_not_of("0123456789") != std::string::npos) {
        return Read<std::string>::wrong("must be a barcode number (GTIN) of 8, 12, 13 or 14 digits");
    }
    if (!has_check_digit(digits)) {
        return Read<std::string>::wrong("must end with its check digit");
    }
    return read;
}

Value gtin::document() {
    Object schema{{"type", "string"}, {"minLength", 8}, {"maxLength", 14}};
    schema.push_back({"pattern", "^([0-9]{8}|[0-9]{12,14})$"});
    schema.push_back({"examples", json::Array{"4006381333931", "96385074"}});
    return schema;
}

Read<std::string> username::read(const Value& value) const {
    constexpr std::size_t max = 64;
    auto read = code{.max = max}.read(value);
    if (!read.value) return read;
    std::string name = compatible(*read.value);
    if (const auto complaint = length_complaint(code_points(name), 1, max, "character")) {
        return Read<std::string>::wrong(*complaint);
    }
    for (std::string_view rest = name; !rest.empty();) {
        const char32_t character = take_code_point(rest);
        if (is_blank(character) || is_other(character)) return Read<std::string>::wrong(blanks_inside);
    }
    if (!is_of_one_script(name)) {
        return Read<std::string>::wrong("must use one alphabet, because letters of different alphabets look alike");
    }
    return name;
}

Value username::document() const { return text_document(1, 64); }

Read<std::string> email::read(const Value& value) const {
    constexpr std::size_t bytes_max = 254;
    auto read = text{.min = 1, .max = bytes_max}.read(value);
    if (!read.value) return read;
    const std::string& address = *read.value;
    const std::size_t at = std::min(address.rfind('@'), address.size());
    const std::string_view mailbox = std::string_view(address).substr(0, at);
    const auto domain = DomainName::parse(std::string_view(address).substr(std::min(at + 1, address.size())));
    const bool good = !has_blanks(address) && is_mailbox(mailbox) && domain &&
                      domain->ascii.find('.') != std::string::npos &&
                      mailbox.size() + 1 + domain->ascii.size() <= bytes_max;
    if (!good) return Read<std::string>::wrong("must be an e-mail address");
    const bool plain = is_ascii(std::string_view(address).substr(at));
    return plain ? address : std::string(mailbox) + '@' + domain->unicode;
}

Value email::document() const {
    Value schema = text_document(3, 254);
    schema["format"] = "idn-email";  // letters of any language
    return schema;
}

Read<std::string> image_url::read(const Value& value) const {
    auto read = text{.min = 1, .max = 2000}.read(value);
    if (!read.value) return read;
    if (has_blanks(*read.value)) return Read<std::string>::wrong("must not have spaces");
    if (auto complaint = image_address_complaint(*read.value)) return Read<std::string>::wrong(std::move(*complaint));
    return read;
}

Value image_url::document() const {
    Value schema = text_document(1, 2000);
    schema["format"] = "uri-reference";
    return schema;
}

Read<std::int64_t> integer::read(const Value& value) const {
    const json::Number* number = value.number();
    if (number == nullptr) return Read<std::int64_t>::wrong("must be an integer");
    const json::WholeNumber whole = json::whole_number(*number);
    if (!whole.is_whole) return Read<std::int64_t>::wrong("must be an integer");
    if (!whole.value || *whole.value < min || *whole.value > max) {
        if (min == std::numeric_limits<std::int64_t>::min()) return Read<std::int64_t>::wrong("is out of range");
        return Read<std::int64_t>::wrong("must be from " + std::to_string(min) + " to " + std::to_string(max));
    }
    if (!zero && *whole.value == 0) return Read<std::int64_t>::wrong("must not be 0");
    return *whole.value;
}

Value integer::document() const {
    Object schema{{"type", "integer"}, {"format", "int64"}};
    if (min != std::numeric_limits<std::int64_t>::min()) schema.push_back({"minimum", min});
    if (max != std::numeric_limits<std::int64_t>::max()) schema.push_back({"maximum", max});
    if (!zero) schema.push_back({"not", Object{{"const", 0}}});
    return schema;
}

Read<bool> boolean::read(const Value& value) {
    if (const bool* given = value.boolean()) return *given;
    return Read<bool>::wrong("must be true or false");
}

Value boolean::document() { return Object{{"type", "boolean"}}; }

Read<Role> role::read(const Value& value) const {
    if (known == nullptr) throw std::logic_error("a role is only written");
    const std::string* given = value.text();
    if (given != nullptr && known->knows(*given)) return Role(*given);
    return Read<Role>::wrong("must be one of " + joined(known->names()));
}

Value role::document() { return Object{{"type", "string"}, {"minLength", 1}, {"examples", json::Array{"admin"}}}; }

void permissions::write(const Permissions& value, json::Writer& writer) {
    writer.begin_array();
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value.test(i)) writer.text(name_of(static_cast<Permission>(i)));
    }
    writer.end_array();
}

Value permissions::document() {
    return Object{{"type", "array"}, {"items", choice<Permission>{}.document()}, {"uniqueItems", true}};
}

void names::write(const std::vector<std::string>& value, json::Writer& writer) {
    writer.begin_array();
    for (const std::string& name : value) writer.text(name);
    writer.end_array();
}

Value names::document() { return Object{{"type", "array"}, {"items", Object{{"type", "string"}}}}; }

Read<Money> money::read(const Value& value) const {
    const std::string* given = value.text();
    if (given == nullptr && value.number() != nullptr) given = &value.number()->text;
    if (given == nullptr) return Read<Money>::wrong("must be an amount of money such as \"19.99\"");
    const Money::Parsed parsed = Money::parse(*given, currency);
    if (parsed.money) {
        if (parsed.money->minor() < 0) return Read<Money>::wrong("must not be negative");
        if (parsed.money->minor() <= max) return *parsed.money;
    }
    if (parsed.money || parsed.error == Money::ParseError::too_large) {
        return Read<Money>::wrong("must be at most " + Money::from_minor(max).text(currency));
    }
    if (parsed.error == Money::ParseError::too_many_digits) {
        return Read<Money>::wrong("must have at most " + std::to_string(currency.digits()) + " digits after the point");
    }
    return Read<Money>::wrong("must be an amount of money such as \"19.99\"");
}

Value money::document() const { return money_document(currency, 24); }

Value money_sum::document() const { return money_document(currency, 48); }

Read<Timestamp> timestamp::read(const Value& value) const {
    if (!zone) throw std::logic_error("a time is only written");
    const std::string* given = value.text();
    const auto time = given == nullptr ? std::nullopt : parse_time(*given, *zone);
    if (!time) return Read<Timestamp>::wrong("must be a time such as 2026-01-31T08:30:00Z");
    return *time;
}

Value timestamp::document() { return Object{{"type", "string"}, {"format", "date-time"}, {"maxLength", 40}}; }

Read<Day> date::read(const Value& value) {
    const std::string* given = value.text();
    const auto day = given == nullptr ? std::nullopt : parse_day(*given);
    if (!day) return Read<Day>::wrong("must be a day such as 2026-01-31");
    return *day;
}

Value date::document() { return Object{{"type", "string"}, {"format", "date"}}; }

Read<Timestamp> range_end::read(const Value& value) const {
    const std::string* given = value.text();
    if (const auto day = given == nullptr ? std::nullopt : parse_day(*given)) {
        return zone.start_of(is_last ? *day + std::chrono::days(1) : *day);
    }
    auto read = timestamp{zone}.read(value);
    if (!read.value) {
        return Read<Timestamp>::wrong("must be a day such as 2026-01-31 or a time such as 2026-01-31T08:30:00Z");
    }
    return read;
}

Value range_end::document() {
    return Object{{"type", "string"}, {"maxLength", 40}, {"examples", json::Array{"2026-01-31"}}};
}

namespace detail {

Read<std::string_view> read_choice(const Value& value, const std::vector<std::string_view>& names) {
    const std::string* given = value.text();
    if (given != nullptr) {
        const auto found = std::find(names.begin(), names.end(), *given);
        if (found != names.end()) return *found;
    }
    return Read<std::string_view>::wrong("must be one of " + joined(names));
}

Value document_choice(const std::vector<std::string_view>& names) {
    json::Array values(names.begin(), names.end());
    return Object{{"type", "string"}, {"enum", std::move(values)}};
}

}  // namespace detail
}  // namespace till::schemas

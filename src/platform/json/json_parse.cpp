#include "platform/json/json_parse.h"

#include <algorithm>
#include <limits>

#include <boost/json/basic_parser_impl.hpp>

#include "platform/errors/refusal.h"
#include "platform/text/numbers.h"

namespace till::json {
namespace {

constexpr std::size_t depth_max = 32;
constexpr std::size_t members_max = 1000;  // no body that the API takes has more
constexpr std::size_t compared_max = 8;    // as many names are compared one by one

// Builds a Value from the parser's events. Numbers keep their text; a member named twice is refused.
class Builder {
 public:
    static constexpr std::size_t max_object_size = members_max;
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    using Error = boost::system::error_code;
    using View = boost::json::string_view;

    explicit Builder(std::size_t values_max) : values_left_(values_max) {}

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error& error) { return open(Value(Object()), error); }
    bool on_object_end(std::size_t, Error& error) {
        if (names_one_twice(*open_.back().value.object())) return fail("a member is given twice", error);
        return close();
    }
    bool on_array_begin(Error& error) { return open(Value(Array()), error); }
    bool on_array_end(std::size_t, Error&) { return close(); }

    bool on_key_part(View part, std::size_t, Error&) { return append(part); }
    bool on_key(View part, std::size_t, Error&) {
        append(part);
        open_.back().key = std::move(pending_);
        pending_.clear();
        return true;
    }
    bool on_string_part(View part, std::size_t, Error&) { return append(part); }
    bool on_string(View part, std::size_t, Error& error) {
        append(part);
        std::string text = std::move(pending_);
        pending_.clear();
        return add(Value(std::move(text)), error);
    }
    bool on_number_part(View part, Error&) { return append(part); }
    bool on_int64(std::int64_t, View part, Error& error) { return number(part, error); }
    bool on_uint64(std::uint64_t, View part, Error& error) { return number(part, error); }
    bool on_double(double, View part, Error& error) { return number(part, error); }
    bool on_bool(bool value, Error& error) { return add(Value(value), error); }
    bool on_null(Error& error) { return add(Value(), error); }
    bool on_comment_part(View, Error&) { return true; }
    bool on_comment(View, Error&) { return true; }

    Value take() { return std::move(root_); }
    /// Why building has ended early.
    const char* complaint() const { return complaint_; }

 private:
    struct Open {
        Value value;
        std::string key;
    };

    bool append(View part) {
        pending_.append(part.data(), part.size());
        return true;
    }
    bool number(View part, Error& error) {
        append(part);
        Number number{std::move(pending_)};
        pending_.clear();
        return add(Value(std::move(number)), error);
    }
    bool open(Value value, Error& error) {
        if (!count(error)) return false;
        open_.push_back({std::move(value), {}});
        return true;
    }
    bool close() {
        Value value = std::move(open_.back().value);
        open_.pop_back();
        return put(std::move(value));
    }
    bool fail(const char* complaint, Error& error) {
        complaint_ = complaint;
        error = boost::json::error::syntax;
        return false;
    }
    bool count(Error& error) {
        if (values_left_ == 0) return fail("there are more values than a request may have", error);
        --values_left_;
        return true;
    }
    static bool names_one_twice(const Object& members) {
        if (members.size() <= compared_max) {
            for (auto one = members.begin(); one != members.end(); ++one) {
                if (std::any_of(members.begin(), one, [&](const Member& m) { return m.name == one->name; }))
                    return true;
            }
            return false;
        }
        std::vector<std::string_view> names;
        names.reserve(members.size());
        for (const Member& member : members) names.push_back(member.name);
        std::sort(names.begin(), names.end());
        return std::adjacent_find(names.begin(), names.end()) != names.end();
    }
    bool add(Value value, Error& error) { return count(error) && put(std::move(value)); }
    bool put(Value value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (Object* object = open_.back().value.object()) {
            object->push_back({std::move(open_.back().key), std::move(value)});
        } else {
            open_.back().value.array()->push_back(std::move(value));
        }
        return true;
    }

    std::vector<Open> open_;
    std::string pending_;
    std::size_t values_left_;
    const char* complaint_ = nullptr;
    Value root_;
};

}  // namespace

Value parse(std::string_view text) { return parse_bounded(text, static_cast<std::size_t>(-1)); }

Value parse_bounded(std::string_view text, std::size_t values_max) {
    boost::json::parse_options options;
    options.max_depth = depth_max;
    boost::json::basic_parser<Builder> parser(options, values_max);
    boost::system::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) error = boost::json::error::extra_data;
    if (!error) return parser.handler().take();
    const char* const complaint = parser.handler().complaint();
    const std::string reason = complaint != nullptr ? complaint : error.message();
    throw Refusal(problems::malformed_json, "Not valid JSON at byte " + std::to_string(read) + ": " + reason + ".");
}

namespace {

/// The digits of a number without those that say nothing, and the power of ten that they are to be multiplied by.
struct Decimal {
    std::string digits;
    std::int64_t exponent = 0;
};

Decimal decimal_of(std::string_view text) {
    const std::size_t mantissa_end = std::min(text.find_first_of("eE"), text.size());
    Decimal decimal;
    if (mantissa_end < text.size()) {
        std::string_view exponent = text.substr(mantissa_end + 1);
        if (exponent.starts_with('+')) exponent.remove_prefix(1);
        const auto read = parse_integer<std::int64_t>(exponent);
        constexpr std::int64_t far = std::numeric_limits<std::int64_t>::max() / 2;  // as good as any that far away
        decimal.exponent = std::clamp(read.value_or(exponent.starts_with('-') ? -far : far), -far, far);
    }
    bool behind_point = false;
    for (const char c : text.substr(0, mantissa_end)) {
        if (c == '.') behind_point = true;
        if (c < '0' || c > '9') continue;
        if (behind_point) --decimal.exponent;
        if (c != '0' || !decimal.digits.empty()) decimal.digits += c;
    }
    for (; decimal.digits.ends_with('0'); decimal.digits.pop_back()) ++decimal.exponent;
    return decimal;
}

}  // namespace

WholeNumber whole_number(const Number& number) {
    constexpr std::int64_t digits_max = 19;
    Decimal decimal = decimal_of(number.text);
    if (decimal.digits.empty()) return {.is_whole = true, .value = 0};
    if (decimal.exponent < 0) return {};
    if (decimal.exponent > digits_max || decimal.digits.size() > digits_max) return {.is_whole = true, .value = {}};
    decimal.digits.append(static_cast<std::size_t>(decimal.exponent), '0');
    if (number.text.starts_with('-')) decimal.digits.insert(0, 1, '-');
    return {.is_whole = true, .value = parse_integer<std::int64_t>(decimal.digits)};
}

}  // namespace till::json

#include <boost/json/basic_parser_impl.hpp>

#include "utils/json.h"
#include "utils/refusal.h"

namespace till::json {
namespace {

constexpr std::size_t depth_max = 32;
// No body that the API takes has more; the bound keeps the search for names given twice cheap.
constexpr std::size_t members_max = 1000;

// Builds a Value from the parser's events. Numbers keep their text; a member named twice is refused.
class Builder {
 public:
    static constexpr std::size_t max_object_size = members_max;
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    using Error = boost::system::error_code;
    using View = boost::json::string_view;

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) { return open(Value(Object())); }
    bool on_object_end(std::size_t, Error&) { return close(); }
    bool on_array_begin(Error&) { return open(Value(Array())); }
    bool on_array_end(std::size_t, Error&) { return close(); }

    bool on_key_part(View part, std::size_t, Error&) { return append(part); }
    bool on_key(View part, std::size_t, Error& error) {
        append(part);
        if (open_.back().value.find(pending_) != nullptr) {
            duplicate_ = true;
            error = boost::json::error::syntax;
            return false;
        }
        open_.back().key = std::move(pending_);
        pending_.clear();
        return true;
    }
    bool on_string_part(View part, std::size_t, Error&) { return append(part); }
    bool on_string(View part, std::size_t, Error&) {
        append(part);
        std::string text = std::move(pending_);
        pending_.clear();
        return add(Value(std::move(text)));
    }
    bool on_number_part(View part, Error&) { return append(part); }
    bool on_int64(std::int64_t, View part, Error&) { return number(part); }
    bool on_uint64(std::uint64_t, View part, Error&) { return number(part); }
    bool on_double(double, View part, Error&) { return number(part); }
    bool on_bool(bool value, Error&) { return add(Value(value)); }
    bool on_null(Error&) { return add(Value()); }
    bool on_comment_part(View, Error&) { return true; }
    bool on_comment(View, Error&) { return true; }

    Value take() { return std::move(root_); }
    bool duplicate() const { return duplicate_; }

 private:
    struct Open {
        Value value;
        std::string key;
    };

    bool append(View part) {
        pending_.append(part.data(), part.size());
        return true;
    }
    bool number(View part) {
        append(part);
        Number number{std::move(pending_)};
        pending_.clear();
        return add(Value(std::move(number)));
    }
    bool open(Value value) {
        open_.push_back({std::move(value), {}});
        return true;
    }
    bool close() {
        Value value = std::move(open_.back().value);
        open_.pop_back();
        return add(std::move(value));
    }
    bool add(Value value) {
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
    bool duplicate_ = false;
    Value root_;
};

}  // namespace

Value parse(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = depth_max;
    boost::json::basic_parser<Builder> parser(options);
    boost::system::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) error = boost::json::error::extra_data;
    if (!error) return parser.handler().take();
    const std::string reason = parser.handler().duplicate() ? "a member is given twice" : error.message();
    throw Refusal(problems::malformed_json, "Not valid JSON at byte " + std::to_string(read) + ": " + reason + ".");
}

}  // namespace till::json

// JSON: a parsed value can be written and parsed to the same, compact, indented and as YAML; another parser takes for
// JSON at least what ours does.
#include "platform/json/json.h"

#include <string>

#include <boost/json/parse.hpp>

#include "fuzz/fuzz.h"
#include "platform/errors/refusal.h"
#include "platform/text/unicode.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace till;
    using fuzz::check;
    const std::string_view text = fuzz::text_of(data, size);
    json::Value value;
    try {
        value = json::parse(text);
    } catch (const Refusal& refusal) {
        check(&refusal.problem() == &problems::malformed_json, "what is no JSON is refused as such");
        return 0;
    }
    check(is_utf8(text), "JSON is UTF-8");
    boost::system::error_code error;
    boost::json::parse(boost::json::string_view(text.data(), text.size()), error);
    check(!error || error == boost::json::error::exponent_overflow, "Boost's own reading takes it too");
    const std::string compact = json::serialize(value);
    check(json::serialize(json::parse(compact)) == compact, "compact text is read as what was written");
    check(json::serialize(json::parse(json::serialize_pretty(value))) == compact, "and so is indented text");
    check(is_utf8(json::serialize_yaml(value)), "YAML is UTF-8");
    return 0;
}

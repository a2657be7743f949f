#include "api/bad_values.h"

namespace till::test {

using json::Value;

namespace {

std::int64_t number_at(const Value& schema, const std::string& name, std::int64_t otherwise) {
    return schema.find(name) == nullptr ? otherwise : std::stoll(at(schema, name));
}

void add_bad_texts(const Value& schema, std::vector<BadValue>& bad) {
    bad.insert(bad.end(), {{R"("a\u0007b")", "a control character"},
                           {R"("a\u0000b")", "U+0000"},
                           {R"("\u0000")", "only U+0000"},
                           {R"("a\u001fb")", "a control character"},
                           {R"("a\u007fb")", "DEL"}});
    if (number_at(schema, "minLength", 0) > 0 || schema.find("enum") != nullptr || schema.find("pattern") != nullptr) {
        bad.push_back({"\"\"", "empty"});
    }
    const auto longest = static_cast<std::size_t>(number_at(schema, "maxLength", 100));
    bad.push_back({'"' + std::string(longest + 1, '1') + '"', "too long"});
    const std::string format = at(schema, "format");
    if (format == "idn-email") bad.push_back({'"' + std::string(250, 'x') + "@y.zz\"", "too long an address"});
    if (format == "uri-reference") {
        bad.push_back({"\"/" + std::string(2000, 'x') + '"', "too long a path"});
        bad.push_back({"\"javascript:alert(1)\"", "another scheme"});
        bad.push_back({R"("//example.com/x")", "another host"});
    }
    if (schema.find("pattern") != nullptr) {
        for (const char* money : {R"("19.999")", R"("-1.00")", R"("1e3")", R"("9223372036854775808")", R"("x")"}) {
            bad.push_back({money, "not money"});
        }
    }
}

void add_bad_integers(const Value& schema, std::vector<BadValue>& bad) {
    bad.insert(bad.end(), {{"\"1\"", "a text"},
                           {"1.5", "a fraction"},
                           {"1e400", "1e400"},
                           {"-1e400", "-1e400"},
                           {"15e-1", "a fraction with an exponent"},
                           {"9223372036854775808", "2^63"},
                           {"-9223372036854775809", "-2^63-1"},
                           {"18446744073709551616", "2^64"}});
    const Value* minimum = schema.find("minimum");
    if (minimum != nullptr) bad.push_back({std::to_string(std::stoll(minimum->number()->text) - 1), "too small"});
    const Value* maximum = schema.find("maximum");
    if (maximum != nullptr) bad.push_back({std::to_string(std::stoll(maximum->number()->text) + 1), "too large"});
    if (minimum == nullptr || minimum->number()->text == "1") bad.push_back({"0", "nothing"});
    if (minimum != nullptr && minimum->number()->text == "1") bad.push_back({"-1", "negative"});
}

}  // namespace

bool has_type(const Value& schema, const std::string& type) {
    const std::string said = at(schema, "type");
    return said == type || said.find('"' + type + '"') != std::string::npos;
}

std::vector<BadValue> bad_values(const Value& schema) {
    std::vector<BadValue> bad{{"true", "a boolean"}, {"{}", "an object"}, {R"({"a":[1]})", "an object"}};
    if (!has_type(schema, "null")) bad.push_back({"null", "null"});
    if (has_type(schema, "array")) {
        bad.insert(bad.end(), {{"[]", "empty"}, {"\"x\"", "a text"}, {"7", "a number"}});
        return bad;
    }
    bad.push_back({"[]", "a list"});
    bad.push_back({"[1]", "a list"});
    if (has_type(schema, "string")) {
        add_bad_texts(schema, bad);
        const bool is_money = schema.find("pattern") != nullptr;
        for (const char* number : {"-1", "9223372036854775808", "1e400", "1.555"}) bad.push_back({number, "a number"});
        if (!is_money) bad.push_back({"7", "a number"});
    } else {
        add_bad_integers(schema, bad);
    }
    return bad;
}

}  // namespace till::test

#include "replay/responses.h"

#include <stdexcept>

#include <boost/json.hpp>
#include <spdlog/fmt/fmt.h>

#include "replay/money.h"

namespace till::replay {
namespace {

const boost::json::value& member(const boost::json::value& object, const char* name) {
    const auto* members = object.if_object();
    const auto* value = members == nullptr ? nullptr : members->if_contains(name);
    if (value == nullptr) throw std::runtime_error(fmt::format("an answer has no {}", name));
    return *value;
}

}  // namespace

boost::json::value expect(const Response& response, int status, const std::string& what) {
    if (response.status != status) {
        throw std::runtime_error(fmt::format("{}: the store answered {} {}", what, response.status, response.body));
    }
    boost::json::error_code error;
    boost::json::value json = boost::json::parse(response.body, error);
    if (error) throw std::runtime_error(fmt::format("{}: the answer is no JSON: {}", what, error.message()));
    return json;
}

std::string code_of(const Response& response) {
    if (response.status == 0) return "connection-lost";
    boost::json::error_code error;
    const boost::json::value json = boost::json::parse(response.body, error);
    const auto* code = error || !json.is_object() ? nullptr : json.as_object().if_contains("code");
    return code != nullptr && code->is_string() ? code->as_string().c_str() : std::to_string(response.status);
}

std::int64_t integer_in(const boost::json::value& object, const char* name) {
    const boost::json::value& value = member(object, name);
    if (!value.is_int64()) throw std::runtime_error(fmt::format("{} of an answer is no integer", name));
    return value.get_int64();
}

std::int64_t pence_in(const boost::json::value& object, const char* name) {
    const boost::json::value& value = member(object, name);
    const auto decimal = value.is_string() ? parse_decimal(value.get_string()) : std::nullopt;
    if (!decimal || !decimal->whole_pence) throw std::runtime_error(fmt::format("{} of an answer is no amount", name));
    return decimal->negative ? -decimal->pence : decimal->pence;
}

const boost::json::array& array_in(const boost::json::value& object, const char* name) {
    const boost::json::value& value = member(object, name);
    if (!value.is_array()) throw std::runtime_error(fmt::format("{} of an answer is no array", name));
    return value.get_array();
}

}  // namespace till::replay

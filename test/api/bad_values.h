#pragma once
#include <string>
#include <vector>

#include "support/http_client.h"

/// What an OpenAPI schema says that a value must not be.
namespace till::test {

struct BadValue {
    std::string json;
    std::string why;
};

/// Whether a value of this schema may be of that type.
bool has_type(const json::Value& schema, const std::string& type);

/// Values that a field of this schema must not have.
std::vector<BadValue> bad_values(const json::Value& schema);

}  // namespace till::test

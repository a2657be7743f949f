#pragma once
#include <cstdint>
#include <string>

#include <boost/json/value.hpp>

#include "replay/client.h"

namespace till::replay {

/// The JSON of a response that has to have this status; throws std::runtime_error with what came instead.
boost::json::value expect(const Response& response, int status, const std::string& what);

/// `code` of a refusal; what there is where it has none.
std::string code_of(const Response& response);

/// Members that have to be there, of the type they have to be of; throw std::runtime_error otherwise.
std::int64_t integer_in(const boost::json::value& object, const char* name);
std::int64_t pence_in(const boost::json::value& object, const char* name);
const boost::json::array& array_in(const boost::json::value& object, const char* name);

}  // namespace till::replay

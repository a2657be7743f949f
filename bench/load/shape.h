#pragma once
#include <cstddef>
#include <string>

#include "load/response.h"

namespace till::load {

/// The requests, and the responses that have to come back.
class Shape {
 public:
    virtual ~Shape() = default;

    /// Writes the next request of a connection into `request`, whose content is what the last call left there. False
    /// when there is none.
    virtual bool next(std::size_t connection, std::string& request) = 0;

    /// Looks at the response to it; throws std::runtime_error where it is not what it has to be.
    virtual void check(std::size_t connection, const Response& response) = 0;
};

}  // namespace till::load

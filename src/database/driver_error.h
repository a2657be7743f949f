#pragma once
#include <stdexcept>
#include <string>

namespace till::database {

/// What a database's client library said, on its way to the session, which knows what it means.
class DriverError : public std::runtime_error {
 public:
    DriverError(unsigned code, const std::string& message) : std::runtime_error(message), code_(code) {}

    unsigned code() const { return code_; }

 private:
    unsigned code_;
};

}  // namespace till::database

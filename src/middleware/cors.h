#pragma once
#include <string>
#include <vector>

#include "http/message.h"

namespace till {

/// Which other sites' pages may call the API (the CORS protocol of the Fetch standard): those whose origin is listed,
/// letter by letter. Tokens travel in a header of their own, so credentials are not allowed.
class Cors {
 public:
    explicit Cors(std::vector<std::string> origins) : origins_(std::move(origins)) {}

    static bool is_preflight(const http::Request& request);

    /// `allow` is what the path knows: `GET, HEAD, POST`. Without what add_headers() gives to every answer.
    http::Response answer_preflight(const http::Request& request, const std::string& allow) const;

    void add_headers(const http::Request& request, http::Response& response) const;

 private:
    bool allows(const http::Request& request) const;

    std::vector<std::string> origins_;
};

}  // namespace till

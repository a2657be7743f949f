#pragma once
#include <string>
#include <vector>

#include "platform/http/message.h"

namespace till {

/// Which other sites' pages may call the API (the CORS protocol of the Fetch standard): those whose origin is listed,
/// letter by letter. Tokens travel in a header of their own, so credentials are not allowed.
class Cors {
 public:
    explicit Cors(std::vector<std::string> origins) : origins_(std::move(origins)) {}

    static bool is_preflight(const http::Request& request);

    /// `allow` is what the path knows: `GET, HEAD, POST`. Without what the other two give to every response.
    http::Response respond_to_preflight(const http::Request& request, const std::string& allow) const;

    /// That another origin might have had another response.
    void add_vary(http::Response& response) const;
    /// What lets the page that asks, if it may, read the response.
    void add_permission(const http::Request& request, http::Response& response) const;

 private:
    bool allows(const http::Request& request) const;

    std::vector<std::string> origins_;
};

}  // namespace till

#pragma once
#include <string>
#include <vector>

#include "platform/http/message.h"

namespace till {

/// Which other sites' pages may call the API (the CORS protocol of the Fetch standard): those whose origin is listed,
/// compared character by character. Tokens travel in a header of their own, so credentials are not allowed.
class Cors {
 public:
    explicit Cors(std::vector<std::string> origins) : origins_(std::move(origins)) {}

    static bool is_preflight(const http::Request& request);

    /// `allow` is what the path knows: `GET, HEAD, POST`. Without what the other two give to every response.
    http::Response respond_to_preflight(const http::Request& request, const std::string& allow) const;

    /// Marks that the response depends on the origin.
    void add_vary(http::Response& response) const;
    /// The headers that let the calling web page, if it may, read the response.
    void add_permission(const http::Request& request, http::Response& response) const;

 private:
    bool allows(const http::Request& request) const;

    std::vector<std::string> origins_;
};

}  // namespace till

#pragma once
#include <functional>
#include <string>

#include "middleware/request.h"

namespace till {

/// The API's generated documents.
class DocumentationController {
 public:
    DocumentationController(std::function<std::string()> yaml, std::function<std::string()> json)
        : yaml_(std::move(yaml)), json_(std::move(json)) {}

    http::Response yaml(const Request& request);
    http::Response json(const Request& request);

 private:
    std::function<std::string()> yaml_;
    std::function<std::string()> json_;
};

}  // namespace till

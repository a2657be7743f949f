#pragma once
#include <functional>
#include <memory>
#include <string>

#include "middleware/request.h"

namespace till {

/// The API's generated documents, of which all answers share one copy.
class DocumentationController {
 public:
    using Text = std::function<std::shared_ptr<const std::string>()>;

    DocumentationController(Text yaml, Text json) : yaml_(std::move(yaml)), json_(std::move(json)) {}

    http::Response yaml(const Request& request);
    http::Response json(const Request& request);

 private:
    Text yaml_;
    Text json_;
};

}  // namespace till

#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>

#include "middleware/request.h"

namespace till {

/// The API's documentation: the generated documents and the pages that show them.
class DocumentationController {
 public:
    /// A page's files, by name; each may have a gzipped twin `NAME.gz`. The bytes must outlive the controller.
    using Pages = std::map<std::string, std::string_view, std::less<>>;

    DocumentationController(Pages pages, std::function<std::string()> yaml, std::function<std::string()> json)
        : pages_(std::move(pages)), yaml_(std::move(yaml)), json_(std::move(json)) {}

    http::Response index(const Request& request);
    http::Response page(const Request& request);
    http::Response yaml(const Request& request);
    http::Response json(const Request& request);

 private:
    http::Response file(const Request& request, const std::string& name);

    Pages pages_;
    std::function<std::string()> yaml_;
    std::function<std::string()> json_;
};

}  // namespace till

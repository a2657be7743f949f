#pragma once
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "api/fixed_content.h"
#include "api/request.h"

namespace till {

/// The API's generated documents, of which all responses share one copy.
class DocumentationController {
 public:
    using Text = std::function<std::string()>;

    /// Each is made at its first request. `compression` must outlive the controller.
    DocumentationController(Text yaml, Text json, const Compression& compression)
        : compression_(compression), yaml_(std::move(yaml)), json_(std::move(json)) {}

    http::Response yaml(const Request& request);
    http::Response json(const Request& request);

 private:
    struct Document {
        explicit Document(Text its) : make(std::move(its)) {}

        Text make;
        std::once_flag made;
        std::optional<FixedContent> content;
    };
    http::Response show(const Request& request, Document& document, std::string_view content_type) const;

    const Compression& compression_;
    Document yaml_;
    Document json_;
};

}  // namespace till

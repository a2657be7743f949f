#pragma once
#include <map>
#include <string>
#include <string_view>

#include "middleware/fixed_content.h"
#include "middleware/request.h"

namespace till {

/// The pages that people see: the storefront, the admin pages and the documentation, as they were built into the
/// program. A path that no file has belongs to an application that finds its way by itself: a browser gets the page of
/// that application. Below /api there is no such thing.
class PageController {
 public:
    /// Files by their path in the address, such as `assets/shop-4f2a.js`; a folder's page is its `index.html`. Each may
    /// have compressed twins, `NAME.br` and `NAME.gz`. Names below `assets/` change with what is in them. The bytes,
    /// and `compression`, must outlive the controller.
    using Files = std::map<std::string, std::string_view, std::less<>>;

    PageController(const Files& files, const Compression& compression);

    http::Response show(const Request& request);

 private:
    const FixedContent* find(std::string_view name) const;
    const FixedContent* application_at(std::string_view path) const;

    std::map<std::string, FixedContent, std::less<>> files_;
};

}  // namespace till

#pragma once
#include <map>
#include <string>
#include <string_view>

#include "api/fixed_content.h"
#include "api/request.h"
#include "shop/catalogue/product_service.h"
#include "shop/images/existence_cache.h"
#include "shop/kernel/image_address.h"
#include "shop/pages/web_page_files.h"

namespace till {

/// The pages that people see: the storefront, the admin pages and the documentation, as they were built into the
/// program. A path that no file has belongs to a single-page application: a client that does not accept JSON alone gets
/// the web page of that application, as a 200 where it has a view of that path and else as a 404. Below /api and where
/// only files are, there is no such thing.
class WebPageController {
 public:
    /// `products`: whose web pages exist; `guesses`: for requests without a token; `image_hosts`: whose images the web
    /// pages may show. The files' bytes, and `compression`, must outlive the controller.
    WebPageController(const WebPageFiles& files, const Compression& compression, ProductService& products,
                      ExistenceCache& guesses, const ImageHosts& image_hosts);

    http::Response show(const Request& request);

 private:
    const FixedContent* find(std::string_view name) const;
    const FixedContent* application_at(std::string_view path) const;
    bool shows_something(std::string_view path, const Request& request);
    http::Response respond(const FixedContent& file, std::string_view path, const Request& request) const;

    std::map<std::string, FixedContent, std::less<>> files_;
    ProductService& products_;
    ExistenceCache& guesses_;
    std::string content_policy_;
};

}  // namespace till

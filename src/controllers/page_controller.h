#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "middleware/request.h"
#include "services/guessed_keys.h"
#include "services/product_service.h"

namespace till {

/// The pages that people see: the storefront, the admin pages and the documentation, as they were built into the
/// program. A path that no file has belongs to an application that finds its way by itself: whoever does not ask for
/// JSON alone gets the page of that application, as a 200 where it shows something there and else as a 404. Below /api
/// and where only files are, there is no such thing.
class PageController {
 public:
    /// Files by their path in the address, such as `assets/shop-4f2a.js`; a folder's page is its `index.html`. Each may
    /// have compressed twins, `NAME.br` and `NAME.gz`. Names below `assets/` change with what is in them. The bytes
    /// must outlive the controller.
    using Files = std::map<std::string, std::string_view, std::less<>>;

    /// `products`: of which a page is there or not; `guesses`: what strangers ask for.
    PageController(const Files& files, ProductService& products, GuessedKeys& guesses);

    http::Response show(const Request& request);

 private:
    struct Form {
        std::string_view bytes;
        std::string etag;
    };
    struct File {
        std::string name;
        Form plain;
        std::vector<std::pair<std::string_view, Form>> compressed;  ///< by Content-Encoding, the smallest first
    };
    const File* find(std::string_view name) const;
    const File* application_at(std::string_view path) const;
    bool shows_something(std::string_view path, const Request& request);
    http::Response answer(const File& file, std::string_view path, const Request& request) const;

    std::map<std::string, File, std::less<>> files_;
    ProductService& products_;
    GuessedKeys& guesses_;
    std::string content_policy_;
};

}  // namespace till

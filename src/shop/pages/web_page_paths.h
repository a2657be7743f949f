#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shop/kernel/ids.h"

namespace till {

/// The views of the applications in web/ by path.
struct WebPageAt {
    bool is_there = false;
    std::optional<ProductId> product;  ///< which has to be there too
};

/// `path` without slashes at its ends; that of the admin pages begins with `admin`. The paths are those of
/// web/storefront/routes.tsx and web/admin/routes.tsx, and a test compares them.
WebPageAt web_page_at(std::string_view path);

/// All of them, with `:id` where an id stands.
std::vector<std::string> page_paths();

}  // namespace till

#include "shop/pages/web_page_paths.h"

#include <algorithm>

#include "platform/text/numbers.h"
#include "platform/text/split.h"

namespace till {
namespace {

constexpr std::string_view product_page = "products/:id";

constexpr std::string_view storefront[] = {"",     "products", product_page, "sign-in",    "register",
                                           "cart", "checkout", "orders",     "orders/:id", "account"};

constexpr std::string_view office[] = {"admin",
                                       "admin/products",
                                       "admin/products/new",
                                       "admin/products/:id",
                                       "admin/products/:id/stock",
                                       "admin/stock",
                                       "admin/stock/delivery",
                                       "admin/orders",
                                       "admin/orders/:id",
                                       "admin/orders/:id/packing-slip",
                                       "admin/customers",
                                       "admin/customers/new",
                                       "admin/customers/:id",
                                       "admin/accounts",
                                       "admin/accounts/new",
                                       "admin/accounts/:id",
                                       "admin/import"};

std::optional<std::int64_t> id_of(std::string_view text) {
    const auto id = parse_integer<std::int64_t>(text);
    return id && *id >= 1 && *id <= id_max && !text.starts_with('0') ? id : std::nullopt;
}

// The id that stands for `:id`, or 0 where the pattern has none; nullopt where the path is another.
std::optional<std::int64_t> matched(std::string_view pattern, std::string_view path) {
    if (std::count(pattern.begin(), pattern.end(), '/') != std::count(path.begin(), path.end(), '/')) {
        return std::nullopt;
    }
    std::int64_t id = 0;
    while (!pattern.empty() || !path.empty()) {
        const std::string_view expected = take_part(pattern, '/');
        const std::string_view segment = take_part(path, '/');
        if (expected == segment) continue;
        const auto given = expected == ":id" ? id_of(segment) : std::nullopt;
        if (!given) return std::nullopt;
        id = *given;
    }
    return id;
}

}  // namespace

std::vector<std::string> page_paths() {
    std::vector<std::string> paths(std::begin(storefront), std::end(storefront));
    paths.insert(paths.end(), std::begin(office), std::end(office));
    return paths;
}

WebPageAt web_page_at(std::string_view path) {
    for (const std::string_view pattern : storefront) {
        const auto id = matched(pattern, path);
        if (id) return {.is_there = true, .product = pattern == product_page ? id : std::nullopt};
    }
    const bool in_the_office = std::any_of(std::begin(office), std::end(office), [path](std::string_view pattern) {
        return matched(pattern, path).has_value();
    });
    return {.is_there = in_the_office, .product = std::nullopt};
}

}  // namespace till

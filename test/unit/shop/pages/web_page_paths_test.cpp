#include "shop/pages/web_page_paths.h"

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include <gmock/gmock.h>

#include "support/places.h"

namespace till {
namespace {

/// The paths in a file of routes, as `later("PATH"` or `path: "PATH"`, with a number for each `:id`.
std::set<std::string> paths_in(const std::string& file, const std::string& base) {
    std::ifstream stream(test::source_path(file));
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const std::regex path(R"re((?:later\(|path: )"([^"]*)")re");
    std::set<std::string> paths{base};
    for (std::sregex_iterator found(text.begin(), text.end(), path), end; found != end; ++found) {
        const std::string one = (*found)[1].str();
        if (one == "*" || one.empty()) continue;
        paths.insert(base + (base.empty() ? "" : "/") + std::regex_replace(one, std::regex(":id"), "42"));
    }
    return paths;
}

TEST(ThePathsOfThePages, AreThoseThatTheApplicationsHave) {
    const std::set<std::string> storefront = paths_in("web/storefront/routes.tsx", "");
    const std::set<std::string> office = paths_in("web/admin/routes.tsx", "admin");
    EXPECT_GT(storefront.size(), 8U);
    EXPECT_GT(office.size(), 15U);
    std::set<std::string> all = storefront;
    all.insert(office.begin(), office.end());
    for (const std::string& path : all) EXPECT_TRUE(web_page_at(path).is_there) << path << " is in routes.tsx";
    std::set<std::string> ours;
    for (std::string path : page_paths()) ours.insert(std::regex_replace(path, std::regex(":id"), "42"));
    EXPECT_EQ(ours, all);
}

TEST(ThePathsOfThePages, HaveIds) {
    EXPECT_EQ(web_page_at("products/42").product, 42);
    EXPECT_EQ(web_page_at("products").product, std::nullopt);
    EXPECT_EQ(web_page_at("orders/42").product, std::nullopt);
    EXPECT_EQ(web_page_at("admin/products/42").product, std::nullopt) << "which is looked at behind the sign-in";
    for (const char* nothing : {"products/0", "products/-1", "products/042", "products/x", "products/4 2", "products/",
                                "products/9007199254740992", "products/99999999999999999999", "products/42/stock",
                                "orders/x", "admin/products/new/stock", "administrators", "admin/nothing", "x"}) {
        EXPECT_FALSE(web_page_at(nothing).is_there) << nothing;
    }
}

}  // namespace
}  // namespace till

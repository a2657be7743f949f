#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/exchange.h"
#include "app/features.h"
#include "support/places.h"

namespace till::structure {
namespace {

const std::filesystem::path project_folder = test::source_path();

using NameSet = std::set<std::string>;

std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

NameSet all_endpoints() {
    NameSet endpoints;
    for (const Route& route : all_routes()) {
        if (!route.documented) continue;
        endpoints.insert(std::string(http::name_of(route.method)) + " " + route.path.substr(api_base.size()));
    }
    return endpoints;
}

NameSet all_tests() {
    static const std::regex test(R"(TEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)\s*\))");
    NameSet tests;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(project_folder / "test")) {
        if (entry.path().extension() != ".cpp") continue;
        const std::string text = text_of_file(entry.path());
        for (std::sregex_iterator match(text.begin(), text.end(), test), end; match != end; ++match) {
            tests.insert((*match)[1].str() + "." + (*match)[2].str());
        }
    }
    return tests;
}

NameSet quoted_names(const std::string& text) {
    static const std::regex quoted("`([^`\n]+)`");
    NameSet names;
    for (std::sregex_iterator match(text.begin(), text.end(), quoted), end; match != end; ++match) {
        names.insert((*match)[1].str());
    }
    return names;
}

bool is_endpoint(const std::string& name) {
    return std::regex_match(name, std::regex("(GET|POST|PUT|PATCH|DELETE) /.*"));
}
bool is_test(const std::string& name) { return std::regex_match(name, std::regex(R"([A-Z]\w+\.[A-Z]\w+)")); }
bool is_file(const std::string& name) {
    return std::regex_match(name, std::regex(R"((src|test|config|migrations|openapi|script|docs)/.*|[A-Z]+\.md)"));
}

/// Those of the names that are not there.
NameSet missing(const NameSet& names) {
    static const NameSet endpoints = all_endpoints();
    static const NameSet tests = all_tests();
    NameSet missing;
    for (const std::string& name : names) {
        const bool there = is_endpoint(name) ? endpoints.count(name) == 1
                           : is_test(name)   ? tests.count(name) == 1
                           : is_file(name)   ? std::filesystem::exists(project_folder / name.substr(0, name.find(' ')))
                                             : true;
        if (!there) missing.insert(name);
    }
    return missing;
}

const NameSet& names_in_the_brief() {
    static const NameSet names = quoted_names(text_of_file(project_folder / "docs" / "BRIEF.md"));
    return names;
}

TEST(TheBrief, NamesOnlyWhatIsThere) { EXPECT_THAT(missing(names_in_the_brief()), testing::IsEmpty()); }

// What the brief asks for does not change: an endpoint that comes later needs no line here.
TEST(TheBrief, NamesEveryEndpointThatItAskedFor) {
    const NameSet asked_for{"GET /accounts",
                            "POST /accounts",
                            "DELETE /accounts/{id}",
                            "GET /accounts/{id}",
                            "PATCH /accounts/{id}",
                            "PUT /accounts/{id}",
                            "DELETE /cart",
                            "GET /cart",
                            "POST /cart/checkout",
                            "POST /cart/items",
                            "DELETE /cart/items/{product_id}",
                            "PUT /cart/items/{product_id}",
                            "GET /categories",
                            "GET /customers",
                            "POST /customers",
                            "DELETE /customers/{id}",
                            "GET /customers/{id}",
                            "PATCH /customers/{id}",
                            "PUT /customers/{id}",
                            "GET /inventory/low-stock",
                            "POST /login",
                            "POST /login/refresh",
                            "POST /logout",
                            "GET /me",
                            "GET /me/orders",
                            "PUT /me/password",
                            "GET /orders",
                            "POST /orders",
                            "GET /orders/{id}",
                            "PATCH /orders/{id}",
                            "POST /orders/{id}/cancel",
                            "GET /orders/{id}/tracking",
                            "GET /products",
                            "POST /products",
                            "DELETE /products/{id}",
                            "GET /products/{id}",
                            "PATCH /products/{id}",
                            "PUT /products/{id}",
                            "GET /products/{id}/stock-movements",
                            "POST /products/{id}/stock-movements"};
    EXPECT_THAT(names_in_the_brief(), testing::IsSupersetOf(asked_for));
    EXPECT_THAT(all_endpoints(), testing::IsSupersetOf(asked_for));
}

TEST(TheBrief, WouldBeFoundOut) {
    EXPECT_THAT(missing({"GET /nothing", "PATCH /products", "No.SuchTest", "src/none.cpp", "NONE.md"}),
                testing::SizeIs(5));
    EXPECT_THAT(missing({"GET /products", "TheBrief.WouldBeFoundOut", "src/main.cpp", "script/test --quick",
                         "README.md", "tokens.minutes", "Access"}),
                testing::IsEmpty());
    EXPECT_THAT(quoted_names("a `b c` d `e`\n`f"), testing::ElementsAre("b c", "e"));
}

}  // namespace
}  // namespace till::structure

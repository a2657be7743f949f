#include <algorithm>
#include <fstream>
#include <sstream>

#include "support/places.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

std::string text_of(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

TEST(OpenApiDocument, IsTheOneThatIsCommitted) {
    const FinishedRun run = run_till({"openapi"});
    ASSERT_EQ(run.status, 0) << run.errors;
    EXPECT_TRUE(run.output == text_of(source_path("openapi/swagger.yaml")))
        << "openapi/swagger.yaml is not what the program says; write it anew:\n"
           "    build/release/till openapi > openapi/swagger.yaml";
}

TEST(OpenApiDocument, IsPrintedAsJsonToo) {
    const FinishedRun run = run_till({"openapi", "--json"});
    ASSERT_EQ(run.status, 0) << run.errors;
    EXPECT_EQ(at(json::parse(run.output), "openapi"), "3.1.0");
}

class Documentation : public ShopTest {};

TEST_P(Documentation, IsServedWithoutAToken) {
    const Response yaml = shop().anyone().get("/api/swagger.yaml");
    ASSERT_THAT(yaml, HasStatus(200));
    EXPECT_EQ(yaml.header("Content-Type"), "application/yaml");
    EXPECT_EQ(yaml.body, run_till({"openapi"}).output);

    const Response document = shop().anyone().get("/api/openapi.json");
    ASSERT_THAT(document, HasStatus(200));
    EXPECT_EQ(document.header("Content-Type"), "application/json");
    EXPECT_EQ(document.at("openapi"), "3.1.0");
    EXPECT_EQ(document.at("servers.0.url"), "/api/v1");
}

TEST_P(Documentation, NamesEveryOperationOnce) {
    const json::Value document = shop().anyone().get("/api/openapi.json").json();
    std::vector<std::string> ids;
    for (const json::Member& path : *document.find("paths")->object()) {
        for (const json::Member& method : *path.value.object()) ids.push_back(at(method.value, "operationId"));
    }
    std::sort(ids.begin(), ids.end());
    EXPECT_GE(ids.size(), 25U);
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

// Every $ref below a value.
void collect_references(const json::Value& value, std::vector<std::string>& references) {
    if (const json::Array* items = value.array()) {
        for (const json::Value& item : *items) collect_references(item, references);
    }
    if (const json::Object* members = value.object()) {
        for (const json::Member& member : *members) {
            if (member.name == "$ref") references.push_back(*member.value.text());
            collect_references(member.value, references);
        }
    }
}

TEST_P(Documentation, RefersOnlyToWhatIsInIt) {
    const json::Value document = shop().anyone().get("/api/openapi.json").json();
    std::vector<std::string> references;
    collect_references(document, references);
    EXPECT_GT(references.size(), 50U);
    for (std::string reference : references) {
        ASSERT_TRUE(reference.starts_with("#/components/")) << reference;
        reference.erase(0, 2);
        std::replace(reference.begin(), reference.end(), '/', '.');
        EXPECT_NE(at(document, reference), "(missing)") << reference;
    }
}

TEST_P(Documentation, IsAPageWithAllThatItNeeds) {
    const Response page = shop().anyone().get("/api/docs");
    ASSERT_THAT(page, HasStatus(200));
    EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(page.body.find("http://"), std::string::npos) << "it has to work offline";
    EXPECT_EQ(page.body.find("https://"), std::string::npos) << "it has to work offline";
    EXPECT_EQ(shop().anyone().get("/api/docs/").body, page.body);

    std::vector<std::string> files;
    for (const char* attribute : {"src=\"", "href=\""}) {
        for (auto begin = page.body.find(attribute); begin != std::string::npos;
             begin = page.body.find(attribute, begin + 1)) {
            const auto from = begin + std::string_view(attribute).size();
            files.push_back(page.body.substr(from, page.body.find('"', from) - from));
        }
    }
    std::size_t scripts = 0;
    std::size_t styles = 0;
    for (const std::string& file : files) {
        if (file.ends_with('/')) continue;
        const std::string path = file.starts_with("../") ? "/api" + file.substr(2) : "/api/docs/" + file;
        const Response response = shop().anyone().get(path);
        ASSERT_THAT(response, HasStatus(200)) << file;
        EXPECT_FALSE(response.body.empty());
        scripts += path.ends_with(".js") ? 1U : 0U;
        styles += path.ends_with(".css") ? 1U : 0U;
        if (path.ends_with(".js")) {
            EXPECT_EQ(response.header("Content-Type"), "text/javascript; charset=utf-8");
        } else if (path.ends_with(".css")) {
            EXPECT_EQ(response.header("Content-Type"), "text/css; charset=utf-8");
        }
    }
    EXPECT_GE(scripts, 1U);
    EXPECT_GE(styles, 1U);
}

TEST_P(Documentation, IsZippedForThoseWhoTakeIt) {
    const auto get = [&](const Headers& headers) {
        return shop().anyone().send("GET", "/api/docs/swagger-ui-bundle.js", std::nullopt, headers);
    };
    const Response plain = get({});
    ASSERT_THAT(plain, HasStatus(200));
    EXPECT_FALSE(plain.header("Content-Encoding"));
    const Response zipped = get({{"Accept-Encoding", "deflate, gzip"}});
    ASSERT_THAT(zipped, HasStatus(200));
    EXPECT_EQ(zipped.header("Content-Encoding"), "gzip");
    EXPECT_EQ(zipped.header("Vary"), "Accept-Encoding");
    EXPECT_EQ(zipped.body.substr(0, 2), "\x1f\x8b");
    EXPECT_LT(zipped.body.size(), plain.body.size());
    EXPECT_FALSE(get({{"Accept-Encoding", "gzip;q=0"}}).header("Content-Encoding"));
    const Response smaller = get({{"Accept-Encoding", "br"}});
    EXPECT_EQ(smaller.header("Content-Encoding"), "br") << "there is no such twin, so it is made";
    EXPECT_LT(smaller.body.size(), plain.body.size());
}

TEST_P(Documentation, StandsBesideTheShopsPages) {
    const Headers browser{{"Accept", "text/html,application/xhtml+xml"}};
    const Response start = shop().anyone().send("GET", "/api/../", std::nullopt, browser);
    EXPECT_THAT(start, Refused(404, "not-found")) << "nothing below /api is a page";
    EXPECT_THAT(shop().anyone().send("GET", "/nothing", std::nullopt, browser), Refused(404, "not-found"));
    EXPECT_THAT(shop().anyone().send("POST", "/nothing", "{}"), Refused(404, "not-found"));

    HttpClient visitor(shop().process().port());
    const Response page = visitor.send("GET", "/", browser);
    ASSERT_THAT(page.status, testing::AnyOf(200, 302)) << page.body;
    if (page.status == 302) {
        EXPECT_EQ(page.header("Location"), "/api/docs") << "a program without the shop's pages";
    } else {
        EXPECT_EQ(visitor.send("GET", "/orders/5", browser).body, page.body) << "the page finds its way by itself";
        EXPECT_EQ(page.header("Cache-Control"), "no-cache");
    }
    EXPECT_FALSE(page.header("X-RateLimit-Limit")) << "pages are not counted";
}

TEST_P(Documentation, HasNoOtherPages) {
    for (const char* path :
         {"/api/docs/nothing.js", "/api/docs/..%2Findex.html", "/api/docs/%2e%2e/%2e%2e/etc/passwd"}) {
        EXPECT_THAT(shop().anyone().get(path), Refused(404, "not-found")) << path;
    }
}

TILL_SHOP_TEST(Documentation);

}  // namespace
}  // namespace till::test

#include "api/route_table.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <stdexcept>

#include <gmock/gmock.h>

#include "api/openapi.h"
#include "api/router.h"
#include "app/features.h"
#include "shop/kernel/problems.h"

namespace till {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Key;

const std::vector<Route>& routes() {
    static const std::vector<Route> all = all_routes();
    return all;
}

struct Secrets {
    http::Response list(const Request& /*request*/) { return {}; }
};

std::string row_of(const Route& route) { return std::string(http::name_of(route.method)) + " " + route.path; }

TEST(TheRouteTable, SaysOfEveryRouteWhoMayCallIt) {
    for (const Route& route : routes()) EXPECT_NE(route.access, Access::undeclared) << row_of(route);
}

TEST(TheRouteTable, IsOpenOnlyForTheSignInTheRegistrationAndThePages) {
    std::set<std::string> open;
    for (const Route& route : routes()) {
        if (route.access == Access::open) open.insert(row_of(route));
    }
    EXPECT_THAT(
        open, testing::UnorderedElementsAre("POST /api/v1/login", "POST /api/v1/login/refresh", "POST /api/v1/register",
                                            "GET /api/docs", "GET /api/swagger.yaml", "GET /api/openapi.json",
                                            "GET /{page...}", "GET /api/v1/shop", "GET /images/{file}"));
}

TEST(TheRouteTable, NamesEveryOperationOnce) {
    std::set<std::string> names;
    for (const Route& route : routes()) {
        if (!route.documented) continue;
        EXPECT_TRUE(names.insert(route.operation).second) << route.operation;
        EXPECT_THAT(route.operation, testing::MatchesRegex("[a-z][a-zA-Z]+"));
        EXPECT_NE(route.summary, "") << row_of(route);
        EXPECT_FALSE(route.responses.empty()) << row_of(route);
    }
}

TEST(TheRouteTable, HasEveryEndpointOnce) {
    const std::vector<Route>& all = routes();
    EXPECT_NO_THROW(Router{all});
    EXPECT_GE(all.size(), 24U);
    for (const Route& route : all) EXPECT_TRUE(route.handler) << row_of(route);
}

TEST(TheRouteTable, RefusesARouteWithoutAnAccessRule) {
    RouteTable table;
    Secrets secrets;
    table.get("/secrets", secrets, &Secrets::list).summary("Show secrets").named("Products", "showSecrets");
    try {
        table.take();
        FAIL() << "was not refused";
    } catch (const std::logic_error& error) {
        EXPECT_STREQ(error.what(), "the route GET /api/v1/secrets has no access rule");
    }
}

TEST(TheRouteTable, RefusesTwoOperationsOfOneName) {
    RouteTable table;
    Secrets secrets;
    table.get("/a", secrets, &Secrets::list).named("Products", "same").open();
    table.get("/b", secrets, &Secrets::list).named("Products", "same").open();
    EXPECT_THROW(table.take(), std::logic_error);
}

TEST(TheRouteTable, CachesNothingButGet) {
    int cached = 0;
    for (const Route& route : routes()) {
        if (route.cached == Cached::no) continue;
        ++cached;
        EXPECT_EQ(route.method, http::Method::get) << route.path;
    }
    EXPECT_GT(cached, 0);
}

TEST(TheRouteTable, HashesPasswordsAwayFromTheWorkers) {
    std::set<std::string> hashing;
    for (const Route& route : routes()) {
        if (route.runs_on == RunsOn::passwords) hashing.insert(row_of(route));
    }
    EXPECT_THAT(hashing, testing::UnorderedElementsAre("POST /api/v1/login", "POST /api/v1/accounts",
                                                       "POST /api/v1/register", "PUT /api/v1/accounts/{id}",
                                                       "PATCH /api/v1/accounts/{id}", "PUT /api/v1/me/password"));
}

TEST(TheRouteTable, ReadsNoListWhereRowsAreReadByTheirKeys) {
    std::set<std::string> reports;
    for (const Route& route : routes()) {
        const bool lists = std::ranges::any_of(route.responses, &ResponseSpec::is_list) || route.query != nullptr;
        const bool exports = route.path.starts_with("/api/v1/exports/");
        if (route.method != http::Method::get || !(lists || exports)) continue;
        EXPECT_TRUE(route.runs_on == RunsOn::lists || route.runs_on == RunsOn::reports) << row_of(route);
        if (route.runs_on == RunsOn::reports) reports.insert(row_of(route));
    }
    EXPECT_THAT(reports,
                testing::UnorderedElementsAre("GET /api/v1/reports/sales", "GET /api/v1/exports/products.csv",
                                              "GET /api/v1/exports/customers.csv", "GET /api/v1/exports/orders.csv"));
}

class TheOpenApiDocument : public testing::Test {
 public:
    /// Every `$ref` in a value.
    static void collect_references(const json::Value& value, std::set<std::string>& references) {
        if (const json::Array* items = value.array()) {
            for (const json::Value& item : *items) collect_references(item, references);
        }
        if (const json::Object* members = value.object()) {
            for (const json::Member& member : *members) {
                if (member.name == "$ref") references.insert(*member.value.text());
                collect_references(member.value, references);
            }
        }
    }

    const json::Value* resolve(std::string_view reference) const {
        const json::Value* value = &document;
        reference.remove_prefix(2);  // #/
        while (value != nullptr && !reference.empty()) {
            const auto end = std::min(reference.find('/'), reference.size());
            value = value->find(reference.substr(0, end));
            reference.remove_prefix(std::min(end + 1, reference.size()));
        }
        return value;
    }

    /// The value itself, or what it refers to.
    const json::Value& resolved(const json::Value& value) const {
        const json::Value* reference = value.find("$ref");
        return reference == nullptr ? value : *resolve(*reference->text());
    }

    const json::Value* operation_of(const Route& route) const {
        std::string method(http::name_of(route.method));
        for (char& c : method) c = static_cast<char>(std::tolower(c));
        const json::Value* path = document.find("paths")->find(route.path.substr(api_base.size()));
        return path == nullptr ? nullptr : path->find(method);
    }

    std::vector<Route> all = routes();
    json::Value document = openapi_document(all, ListPageBounds());
};

TEST_F(TheOpenApiDocument, HasEveryDocumentedRouteAndNoOther) {
    std::size_t documented = 0;
    for (const Route& route : all) {
        if (!route.documented) continue;
        ++documented;
        const json::Value* operation = operation_of(route);
        ASSERT_NE(operation, nullptr) << row_of(route);
        EXPECT_EQ(*operation->find("operationId")->text(), route.operation);
        EXPECT_EQ(*operation->find("summary")->text(), route.summary);
    }
    std::size_t operations = 0;
    for (const json::Member& path : *document.find("paths")->object()) operations += path.value.object()->size();
    EXPECT_EQ(operations, documented);
}

TEST_F(TheOpenApiDocument, ResolvesAllItsReferences) {
    std::set<std::string> references;
    collect_references(document, references);
    EXPECT_GT(references.size(), 20U);
    for (const std::string& reference : references) EXPECT_NE(resolve(reference), nullptr) << reference;
}

TEST_F(TheOpenApiDocument, DefinesWhatItUsesAndNothingElse) {
    std::set<std::string> references;
    collect_references(document, references);
    for (const char* kind : {"schemas", "headers", "parameters", "responses", "examples"}) {
        for (const json::Member& component : *document.find("components")->find(kind)->object()) {
            EXPECT_THAT(references, Contains(std::string("#/components/") + kind + "/" + component.name));
        }
    }
}

TEST_F(TheOpenApiDocument, ListsEveryResponseAndRefusalOfARoute) {
    for (const Route& route : all) {
        if (!route.documented) continue;
        const json::Value* responses = operation_of(route)->find("responses");
        for (const ResponseSpec& spec : route.responses) {
            const json::Value* response = responses->find(std::to_string(spec.status));
            ASSERT_NE(response, nullptr) << row_of(route) << " " << spec.status;
            EXPECT_EQ(*response->find("description")->text(), spec.text);
            const bool has_no_body = spec.schema == nullptr && spec.content_type == "application/json";
            EXPECT_EQ(response->find("content") == nullptr, has_no_body) << row_of(route) << " " << spec.status;
        }
        for (const Problem* problem : route.refusals) {
            const json::Value* response = responses->find(std::to_string(problem->status));
            ASSERT_NE(response, nullptr) << row_of(route);
            EXPECT_THAT(*resolved(*response).find("description")->text(), HasSubstr(std::string(problem->code)));
        }
        const bool has_401 = responses->find("401") != nullptr;
        EXPECT_EQ(has_401,
                  route.access != Access::open || route.operation == "signIn" || route.operation == "refreshSignIn")
            << row_of(route);
        EXPECT_NE(responses->find("503"), nullptr) << row_of(route);
    }
}

TEST_F(TheOpenApiDocument, ListsARefusalOnceAlsoIfTheRowNamesOneThatItsPathBrings) {
    RouteTable table;
    Secrets secrets;
    table.get("/things/{id}", secrets, &Secrets::list)
        .named("Products", "showThing")
        .open()
        .refuses(problems::not_found);
    const json::Value one = openapi_document(table.take(), ListPageBounds());
    const json::Value* responses = one.find("paths")->find("/things/{id}")->find("get")->find("responses");
    EXPECT_EQ(*responses->find("404")->find("$ref")->text(), "#/components/responses/NotFound");
}

TEST_F(TheOpenApiDocument, SharesTheResponsesThatAreTheSameEverywhere) {
    const json::Value* responses = document.find("components")->find("responses");
    EXPECT_EQ(*responses->find("NotFound")->find("description")->text(), "`not-found`: Not found");
    for (const Route& route : all) {
        if (!route.documented) continue;
        const json::Value* unavailable = operation_of(route)->find("responses")->find("503");
        EXPECT_EQ(*unavailable->find("$ref")->text(), "#/components/responses/ServiceUnavailable") << row_of(route);
    }
}

TEST_F(TheOpenApiDocument, NamesTheCodesOfAnOperationsOwnProblemsEachWithAnExample) {
    const json::Value* checkout = document.find("paths")->find("/cart/checkout")->find("post");
    const json::Value* conflict = checkout->find("responses")->find("409");
    EXPECT_EQ(
        *conflict->find("description")->text(),
        "`cart-empty`: Cart is empty; `price-changed`: Total has changed; `insufficient-stock`: Insufficient stock");
    const json::Value* examples = conflict->find("content")->find("application/problem+json")->find("examples");
    for (const char* code : {"cart-empty", "price-changed", "insufficient-stock"}) {
        const json::Value* example = resolved(*examples->find(code)).find("value");
        EXPECT_EQ(*example->find("code")->text(), code);
        EXPECT_NE(*example->find("detail")->text(), "");
    }
}

TEST_F(TheOpenApiDocument, HasAnExampleOfEveryBody) {
    const auto expect_example = [this](const json::Value& content, const std::string& where) {
        for (const json::Member& media : *content.object()) {
            const json::Value* examples = media.value.find("examples");
            const bool is_image = media.name.starts_with("image/");
            EXPECT_EQ(examples == nullptr && media.value.find("example") == nullptr, is_image) << where;
            if (examples == nullptr) continue;
            for (const json::Member& example : *examples->object()) {
                EXPECT_NE(resolved(example.value).find("value"), nullptr) << where;
            }
        }
    };
    for (const Route& route : all) {
        if (!route.documented) continue;
        const json::Value* operation = operation_of(route);
        if (const json::Value* body = operation->find("requestBody")) {
            expect_example(*body->find("content"), row_of(route));
        }
        for (const json::Member& response : *operation->find("responses")->object()) {
            const json::Value* content = resolved(response.value).find("content");
            if (content != nullptr) expect_example(*content, row_of(route) + " " + response.name);
        }
    }
}

TEST_F(TheOpenApiDocument, NamesEveryParameter) {
    for (const Route& route : all) {
        if (!route.documented) continue;
        std::map<std::string, std::string> named;
        if (const json::Value* parameters = operation_of(route)->find("parameters")) {
            for (const json::Value& parameter : *parameters->array()) {
                const json::Value& one = resolved(parameter);
                named[*one.find("name")->text()] = *one.find("in")->text();
            }
        }
        for (auto begin = route.path.find('{'); begin != std::string::npos; begin = route.path.find('{', begin + 1)) {
            EXPECT_EQ(named[route.path.substr(begin + 1, route.path.find('}', begin) - begin - 1)], "path")
                << row_of(route);
        }
        if (route.query == nullptr) continue;
        for (const auto& parameter : route.query->parameters())
            EXPECT_EQ(named[parameter.name], "query") << row_of(route);
    }
}

TEST_F(TheOpenApiDocument, AsksAPatchForNothing) {
    for (const Route& route : all) {
        if (!route.documented || route.body == nullptr) continue;
        const json::Value* body = operation_of(route)->find("requestBody");
        ASSERT_NE(body, nullptr) << row_of(route);
        EXPECT_EQ(*body->find("required")->boolean(), !route.body_is_optional);
        const json::Value* schema = body->find("content")->find("application/json")->find("schema");
        EXPECT_EQ(schema->find("required"), nullptr);
        EXPECT_EQ(schema->find("$ref") == nullptr, route.body_is_patch) << row_of(route);
    }
}

TEST_F(TheOpenApiDocument, KeepsOpenRoutesFreeOfTokens) {
    for (const Route& route : all) {
        if (!route.documented) continue;
        const json::Value* security = operation_of(route)->find("security");
        EXPECT_EQ(security != nullptr, route.access == Access::open) << row_of(route);
    }
    EXPECT_EQ(json::serialize(*document.find("security")), R"([{"bearer":[]}])");
}

}  // namespace
}  // namespace till

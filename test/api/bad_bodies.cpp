#include "api/bad_bodies.h"

#include <stdexcept>

namespace till::test {

using json::Value;

void BadBodies::SetUp() { document_ = shop().anyone().get("/api/openapi.json").json(); }

GoodCall BadBodies::call_of(const Operation& operation) {
    return {operation.name, operation.method(), walk_.filled(operation.path()),
            json::parse(walk_.filled(operation.body)), operation.is_for_customers() ? &walk_.customer.api : &admin()};
}

std::vector<GoodCall> BadBodies::calls() {
    std::vector<GoodCall> calls;
    for (const Operation& operation : operations()) {
        if (!operation.takes_json()) continue;
        calls.push_back(call_of(operation));
        if (!operation.is_for_customers() || !operation.is_for_admins()) continue;
        calls.push_back(calls.back());
        calls.back().caller = &admin();
    }
    return calls;
}

Response BadBodies::send(const GoodCall& call, const Value& body) {
    return call.caller->send(call.method, call.path, json::serialize(body));
}

Value BadBodies::schema_of(const std::string& operation) const {
    for (const json::Member& path : *document_.find("paths")->object()) {
        for (const json::Member& method : *path.value.object()) {
            if (at(method.value, "operationId") != operation) continue;
            const Value* content = method.value.find("requestBody")->find("content")->find("application/json");
            return resolved(*content->find("schema"));
        }
    }
    throw std::runtime_error("there is no operation " + operation);
}

Value BadBodies::resolved(const Value& schema) const {
    const Value* reference = schema.find("$ref");
    if (reference == nullptr) return schema;
    const std::string name = reference->text()->substr(reference->text()->rfind('/') + 1);
    return *document_.find("components")->find("schemas")->find(name);
}

std::string BadBodies::everything() const {
    std::string text = walk_.customer.api.get("/cart").body;
    for (const std::string list : {"/products", "/orders", "/customers", "/accounts"}) {
        std::int64_t pages = 1;
        for (std::int64_t page = 1; page <= pages; ++page) {
            const Response response = admin().get(list + "?per_page=100&page=" + std::to_string(page));
            EXPECT_THAT(response, HasStatus(200));
            pages = response.number("pages");
            text += response.body;
            if (list != "/products") continue;
            for (const std::string& id : response.each("items", "id")) {
                text += ' ' + std::to_string(shop().ledger_sum(std::stoll(id)));
            }
        }
    }
    return text;
}

}  // namespace till::test

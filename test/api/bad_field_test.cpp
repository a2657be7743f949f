#include <functional>

#include "api/bad_bodies.h"
#include "api/bad_values.h"

namespace till::test {
namespace {

using json::Array;
using json::Object;
using json::Value;

// The object with another value of that name, or without it.
Value changed(const Value& object, const std::string& name, const Value* value) {
    Object members;
    for (const json::Member& member : *object.object()) {
        if (member.name != name) members.push_back(member);
    }
    if (value != nullptr) members.push_back({name, *value});
    return Value(members);
}

class BadField : public BadBodies {
 protected:
    using BodyWith = std::function<Value(const std::string& name, const Value* value)>;

    // Spoils each field of a schema, whose path begins with the prefix.
    void spoil(const GoodCall& call, const std::string& prefix, const Value& schema, const BodyWith& body_with) {
        const std::string required = at(schema, "required");
        for (const json::Member& property : *schema.find("properties")->object()) {
            const std::string field = prefix + property.name;
            const auto with = [&](const Value* value) { return body_with(property.name, value); };
            spoil_field(call, field, property.value, with);
            if (required.find('"' + property.name + '"') != std::string::npos) {
                EXPECT_THAT(send(call, with(nullptr)), InvalidField(field)) << call.operation;
            }
        }
        const Value surprise = 1;
        EXPECT_THAT(send(call, body_with("surprise", &surprise)), InvalidField(prefix + "surprise")) << call.operation;
        EXPECT_THAT(send(call, body_with("", &surprise)), Refused(422, "validation-failed")) << call.operation;
    }

    // The good body without the fields that may be left out. An account of a customer names its customer.
    Value least_of(const GoodCall& call) {
        const std::string required = at(schema_of(call.operation), "required") + R"("customer_id")";
        Object members;
        for (const json::Member& member : *call.body.object()) {
            if (required.find('"' + member.name + '"') != std::string::npos) members.push_back(member);
        }
        return Value(members);
    }

    int tried() const { return tried_; }

 private:
    void spoil_field(const GoodCall& call, const std::string& field, const Value& schema,
                     const std::function<Value(const Value*)>& with) {
        for (const BadValue& bad : bad_values(schema)) {
            const Value value = raw(bad.json);
            EXPECT_THAT(send(call, with(&value)), InvalidField(field))
                << call.operation << ' ' << field << ": " << bad.why << ' ' << bad.json.substr(0, 80);
            ++tried_;
        }
        for (const char* no_json : {R"("\ud800")", R"("x\udc00y")", R"("\ud83d\ud83d")", "\"\xff\"", "\"\xed\xa0\x80\"",
                                    "1e", "01", "'x'", "NaN", "\"\t\""}) {
            const Value value = raw(no_json);
            EXPECT_THAT(send(call, with(&value)), Refused(400, "malformed-json"))
                << call.operation << ' ' << field << ": " << no_json;
        }
    }

    int tried_ = 0;
};

TEST_P(BadField, IsTriedOnEveryOperationThatTakesABody) {
    std::vector<std::string> with_body;
    for (const json::Member& path : *document().find("paths")->object()) {
        for (const json::Member& method : *path.value.object()) {
            const Value* body = method.value.find("requestBody");
            const bool takes_json = body != nullptr && body->find("content")->find("application/json") != nullptr;
            if (takes_json) with_body.push_back(at(method.value, "operationId"));
        }
    }
    std::vector<std::string> tried;
    for (const Operation& operation : operations()) {
        if (operation.takes_json()) tried.push_back(operation.name);
    }
    EXPECT_THAT(tried, testing::UnorderedElementsAreArray(with_body)) << "say in operations() what a good body is";
}

TEST_P(BadField, IsSpoiledFromBodiesThatAreGood) {
    for (const Operation& operation : operations()) {
        if (!operation.takes_json()) continue;
        const GoodCall call = call_of(operation);
        const Response response = send(call, call.body);
        EXPECT_LT(response.status, 300) << operation.name << ' ' << response.body;
    }
}

TEST_P(BadField, IsNoFieldThatMayBeLeftOut) {
    for (const Operation& operation : operations()) {
        // Which fields a change of an order needs is a matter of its status.
        if (!operation.takes_json() || operation.name == "moveOrder") continue;
        const GoodCall call = call_of(operation);
        const Value least = least_of(call);
        const Response response = send(call, least);
        EXPECT_LT(response.status, 300) << operation.name << ' ' << json::serialize(least) << ' ' << response.body;
    }
}

TEST_P(BadField, IsNoFieldOfAChangeThatStandsAlone) {
    for (const Operation& operation : operations()) {
        if (operation.method() != "PATCH" || operation.name == "moveOrder") continue;
        const std::size_t fields = call_of(operation).body.object()->size();
        for (std::size_t field = 0; field < fields; ++field) {
            const GoodCall call = call_of(operation);
            const Value alone = Object{call.body.object()->at(field)};
            const Response response = send(call, alone);
            EXPECT_LT(response.status, 300) << operation.name << ' ' << json::serialize(alone) << ' ' << response.body;
        }
    }
}

TEST_P(BadField, IsRefusedAndChangesNothing) {
    const std::vector<GoodCall> all = calls();
    const std::string before = everything();
    for (const GoodCall& call : all) {
        const Value schema = schema_of(call.operation);
        spoil(call, "", schema,
              [&](const std::string& name, const Value* value) { return changed(call.body, name, value); });
        for (const json::Member& property : *schema.find("properties")->object()) {
            if (!has_type(property.value, "array")) continue;
            const Value& item = (*call.body.find(property.name)->array())[0];
            spoil(call, property.name + ".0.", resolved(*property.value.find("items")),
                  [&](const std::string& name, const Value* value) {
                      const Value list = Array{changed(item, name, value)};
                      return changed(call.body, property.name, &list);
                  });
        }
    }
    EXPECT_GT(tried(), 500);
    RecordProperty("tried", tried());
    EXPECT_TRUE(everything() == before) << "the store is not as it was";
}

TEST_P(BadField, IsNamedAllAtOnce) {
    EXPECT_THAT(
        admin().send(
            "POST", "/products",
            R"({"name":"","price":"-1","sku":7,"description":[],"category":"","image_url":"x y","stock":-1,"a":1})"),
        Invalid(
            std::vector<std::string>{"name", "price", "sku", "description", "category", "image_url", "stock", "a"}));
    EXPECT_THAT(
        admin().send(
            "POST", "/orders",
            R"({"items":[{"product_id":0,"quantity":1},{"quantity":-5},{"product_id":1,"quantity":100001},7]})"),
        Invalid(std::vector<std::string>{"items.0.product_id", "items.1.product_id", "items.1.quantity",
                                         "items.2.quantity", "items.3"}));
}

TILL_SHOP_TEST(BadField);

}  // namespace
}  // namespace till::test

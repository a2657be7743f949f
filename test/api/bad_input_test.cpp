#include <functional>
#include <map>

#include "support/shop_test.h"

namespace till::test {
namespace {

using json::Array;
using json::Object;
using json::Value;

// JSON as it stands, good or bad.
Value raw(const std::string& text) { return json::Number{text}; }

// A call with a body that is taken, to be spoiled field by field.
struct GoodCall {
    std::string operation;
    std::string method;
    std::string path;
    Value body;
    bool as_admin = true;
};

struct BadValue {
    std::string json;
    std::string why;
};

class BadInput : public ShopTest {
 protected:
    void SetUp() override {
        document_ = shop().anyone().get("/api/openapi.json").json();
        product_ = shop().new_product({{"name", "Tea"}, {"price", "1.00"}, {"stock", 5}});
        const auto new_order = [&] {
            return "/orders/" + shopper_.api.post("/orders", order_of(product_, 1)).at("id");
        };
        order_to_ship_ = new_order();
        admin().patch(order_to_ship_, Object{{"status", "processing"}});
        order_to_cancel_ = new_order();
    }

    // One for each operation that takes a body.
    std::vector<GoodCall> calls() const {
        const std::string product = "/products/" + std::to_string(product_);
        const Object details{{"name", "Tea"},         {"price", "1.00"},      {"sku", "BAD-1"},
                             {"description", "Good"}, {"category", "Drinks"}, {"image_url", "/tea.png"}};
        Value new_product = details;
        new_product["sku"] = "BAD-2";
        new_product["stock"] = 5;
        const std::string customer = "/customers/" + std::to_string(shopper_.customer);
        const Object person{{"name", "N"}, {"email", shopper_.username + "@example.com"}, {"phone", "1"}};
        const std::string account = "/accounts/" + std::to_string(shopper_.account);
        const Object login{{"username", shopper_.username}, {"role", "customer"}, {"password", good_password}};
        const Object order{{"items", Array{item_of(product_, 1)}},
                           {"shipping_address", "Here"},
                           {"note", "Now"},
                           {"customer_id", shopper_.customer}};
        return {
            {"signIn", "POST", "/login", Object{{"username", "nobody"}, {"password", good_password}}},
            {"refreshSignIn", "POST", "/login/refresh", Object{{"refresh_token", "made.up"}}},
            {"changeOwnPassword", "PUT", "/me/password",
             Object{{"current_password", good_password}, {"new_password", good_password}}, false},
            {"register", "POST", "/register",
             Object{{"name", "N"},
                    {"email", "registered@example.com"},
                    {"phone", "1"},
                    {"username", "registered"},
                    {"password", good_password}}},
            {"createCustomer", "POST", "/customers",
             Object{{"name", "N"}, {"email", "bad@example.com"}, {"phone", "1"}}},
            {"createAccount", "POST", "/accounts",
             Object{
                 {"customer_id", customer_}, {"username", "bad"}, {"password", good_password}, {"role", "customer"}}},
            {"replaceCustomer", "PUT", customer, person},
            {"changeCustomer", "PATCH", customer, person},
            {"createProduct", "POST", "/products", new_product},
            {"replaceProduct", "PUT", product, details},
            {"changeProduct", "PATCH", product, details},
            {"createStockMovement", "POST", product + "/stock-movements",
             Object{{"change", 1}, {"reason", "received"}, {"note", "Good"}}},
            {"addToCart", "POST", "/cart/items", item_of(product_, 1), false},
            {"setCartQuantity", "PUT", "/cart/items/" + std::to_string(product_), Object{{"quantity", 1}}, false},
            {"checkOut", "POST", "/cart/checkout",
             Object{{"shipping_address", "Here"}, {"note", "Now"}, {"expected_total", "1.00"}}, false},
            {"placeOrder", "POST", "/orders", order},
            {"moveOrder", "PATCH", order_to_ship_,
             Object{{"status", "shipped"}, {"carrier", "Post"}, {"tracking_number", "1"}, {"note", "Good"}}},
            {"cancelOrder", "POST", order_to_cancel_ + "/cancel", Object{{"reason", "Good"}}, false},
            // Last, because a new password ends the sign-in.
            {"replaceAccount", "PUT", account, login},
            {"changeAccount", "PATCH", account, login},
        };
    }

    Answer send(const GoodCall& call, const Value& body) const {
        const Api& api = call.as_admin ? admin() : shopper_.api;
        return api.send(call.method, call.path, json::serialize(body));
    }

    // The schema of a call's body, from the API's own document.
    Value schema_of(const std::string& operation) const {
        for (const json::Member& path : *document_.find("paths")->object()) {
            for (const json::Member& method : *path.value.object()) {
                if (at(method.value, "operationId") != operation) continue;
                const Value* content = method.value.find("requestBody")->find("content")->find("application/json");
                return resolved(*content->find("schema"));
            }
        }
        throw std::runtime_error("there is no operation " + operation);
    }

    Value resolved(const Value& schema) const {
        const Value* reference = schema.find("$ref");
        if (reference == nullptr) return schema;
        const std::string name = reference->text()->substr(reference->text()->rfind('/') + 1);
        return *document_.find("components")->find("schemas")->find(name);
    }

    // All that the API shows of the store.
    std::string everything() const {
        std::string text = shopper_.api.get("/cart").body;
        for (const std::string list : {"/products?", "/orders?"}) {
            std::int64_t pages = 1;
            for (std::int64_t page = 1; page <= pages; ++page) {
                const Answer answer = admin().get(list + "per_page=100&page=" + std::to_string(page));
                pages = answer.number("pages");
                text += answer.body;
            }
        }
        for (const std::string things : {"/customers/", "/accounts/"}) {
            for (int id = 1; id <= 40; ++id) {
                const Answer answer = admin().get(things + std::to_string(id));
                if (answer.status == 200) text += answer.body;
            }
        }
        return text + std::to_string(shop().ledger_sum(product_));
    }

    const Value& document() const { return document_; }

 private:
    Shopper shopper_ = shop().new_shopper();
    std::int64_t customer_ = shop().new_customer();  // without an account
    std::int64_t product_ = 0;
    std::string order_to_ship_;
    std::string order_to_cancel_;
    Value document_;
};

bool has_type(const Value& schema, const std::string& type) {
    const std::string said = at(schema, "type");
    return said == type || said.find('"' + type + '"') != std::string::npos;
}

std::int64_t number_at(const Value& schema, const std::string& name, std::int64_t otherwise) {
    return schema.find(name) == nullptr ? otherwise : std::stoll(at(schema, name));
}

void add_bad_texts(const Value& schema, std::vector<BadValue>& bad) {
    bad.insert(bad.end(), {{R"("a\u0007b")", "a control character"},
                           {R"("a\u0000b")", "U+0000"},
                           {R"("\u0000")", "only U+0000"},
                           {R"("a\u001fb")", "a control character"},
                           {R"("a\u007fb")", "DEL"}});
    if (number_at(schema, "minLength", 0) > 0 || schema.find("enum") != nullptr || schema.find("pattern") != nullptr) {
        bad.push_back({"\"\"", "empty"});
    }
    const auto longest = static_cast<std::size_t>(number_at(schema, "maxLength", 100));
    bad.push_back({'"' + std::string(longest + 1, '1') + '"', "too long"});
    const std::string format = at(schema, "format");
    if (format == "idn-email") bad.push_back({'"' + std::string(250, 'x') + "@y.zz\"", "too long an address"});
    if (format == "uri-reference") {
        bad.push_back({"\"/" + std::string(2000, 'x') + '"', "too long a path"});
        bad.push_back({"\"javascript:alert(1)\"", "another scheme"});
        bad.push_back({R"("//example.com/x")", "another host"});
    }
    if (schema.find("pattern") != nullptr) {
        for (const char* money : {R"("19.999")", R"("-1.00")", R"("1e3")", R"("9223372036854775808")", R"("x")"}) {
            bad.push_back({money, "not money"});
        }
    }
}

void add_bad_integers(const Value& schema, std::vector<BadValue>& bad) {
    bad.insert(bad.end(), {{"\"1\"", "a text"},
                           {"1.5", "a fraction"},
                           {"1e400", "1e400"},
                           {"-1e400", "-1e400"},
                           {"1e2", "an exponent"},
                           {"9223372036854775808", "2^63"},
                           {"-9223372036854775809", "-2^63-1"},
                           {"18446744073709551616", "2^64"}});
    const Value* minimum = schema.find("minimum");
    if (minimum != nullptr) bad.push_back({std::to_string(std::stoll(minimum->number()->text) - 1), "too small"});
    const Value* maximum = schema.find("maximum");
    if (maximum != nullptr) bad.push_back({std::to_string(std::stoll(maximum->number()->text) + 1), "too large"});
    if (minimum == nullptr || minimum->number()->text == "1") bad.push_back({"0", "nothing"});
    if (minimum != nullptr && minimum->number()->text == "1") bad.push_back({"-1", "negative"});
}

// Values that a field of this schema must not have.
std::vector<BadValue> bad_values(const Value& schema) {
    std::vector<BadValue> bad{{"true", "a boolean"}, {"{}", "an object"}, {R"({"a":[1]})", "an object"}};
    if (!has_type(schema, "null")) bad.push_back({"null", "null"});
    if (has_type(schema, "array")) {
        bad.insert(bad.end(), {{"[]", "empty"}, {"\"x\"", "a text"}, {"7", "a number"}});
        return bad;
    }
    bad.push_back({"[]", "a list"});
    bad.push_back({"[1]", "a list"});
    if (has_type(schema, "string")) {
        add_bad_texts(schema, bad);
        const bool is_money = schema.find("pattern") != nullptr;
        for (const char* number : {"-1", "9223372036854775808", "1e400", "1.555"}) bad.push_back({number, "a number"});
        if (!is_money) bad.push_back({"7", "a number"});
    } else {
        add_bad_integers(schema, bad);
    }
    return bad;
}

TEST_P(BadInput, IsTriedOnEveryOperationThatTakesABody) {
    std::vector<std::string> with_body;
    for (const json::Member& path : *document().find("paths")->object()) {
        for (const json::Member& method : *path.value.object()) {
            const Value* body = method.value.find("requestBody");
            const bool takes_json = body != nullptr && body->find("content")->find("application/json") != nullptr;
            if (takes_json) with_body.push_back(at(method.value, "operationId"));
        }
    }
    std::vector<std::string> tried;
    for (const GoodCall& call : calls()) tried.push_back(call.operation);
    EXPECT_THAT(tried, testing::UnorderedElementsAreArray(with_body)) << "say in calls() what a good body is";
}

TEST_P(BadInput, IsSpoiledFromBodiesThatAreGood) {
    for (const GoodCall& call : calls()) {
        const Answer answer = send(call, call.body);
        if (call.operation == "signIn") {
            EXPECT_THAT(answer, Refused(401, "invalid-credentials"));
        } else if (call.operation == "refreshSignIn") {
            EXPECT_THAT(answer, Refused(401, "invalid-refresh-token"));
        } else {
            EXPECT_LT(answer.status, 300) << call.operation << ' ' << answer.body;
        }
    }
}

TEST_P(BadInput, IsRefusedFieldByFieldAndChangesNothing) {
    const std::string before = everything();
    int tried = 0;
    const auto spoil = [&](const GoodCall& call, const std::string& prefix, const Value& schema,
                           const std::function<Value(const std::string&, const Value*)>& body_with) {
        const std::string required = at(schema, "required");
        for (const json::Member& property : *schema.find("properties")->object()) {
            const std::string field = prefix + property.name;
            for (const BadValue& bad : bad_values(property.value)) {
                const Value value = raw(bad.json);
                const std::string shown = bad.json.substr(0, 80);
                EXPECT_THAT(send(call, body_with(property.name, &value)), InvalidField(field))
                    << call.operation << ' ' << field << ": " << bad.why << ' ' << shown;
                ++tried;
            }
            for (const char* surrogate : {R"("\ud800")", R"("x\udc00y")", R"("\ud83d\ud83d")", "\"\xff\"",
                                          "\"\xed\xa0\x80\"", "1e", "01", "'x'", "NaN", "\"\t\""}) {
                const Value value = raw(surrogate);
                EXPECT_THAT(send(call, body_with(property.name, &value)), Refused(400, "malformed-json"))
                    << call.operation << ' ' << field << ": " << surrogate;
            }
            if (required.find('"' + property.name + '"') != std::string::npos) {
                EXPECT_THAT(send(call, body_with(property.name, nullptr)), InvalidField(field)) << call.operation;
            }
        }
        const Value surprise = 1;
        EXPECT_THAT(send(call, body_with("surprise", &surprise)), InvalidField(prefix + "surprise")) << call.operation;
        EXPECT_THAT(send(call, body_with("", &surprise)), Refused(422, "validation-failed")) << call.operation;
    };
    const auto changed = [](const Value& object, const std::string& name, const Value* value) {
        Object members;
        for (const json::Member& member : *object.object()) {
            if (member.name != name) members.push_back(member);
        }
        if (value != nullptr) members.push_back({name, *value});
        return Value(members);
    };
    for (const GoodCall& call : calls()) {
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
    EXPECT_GT(tried, 500);
    EXPECT_TRUE(everything() == before) << "the store is not as it was";
}

TEST_P(BadInput, IsNamedAllAtOnce) {
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

TEST_P(BadInput, MayBeNoObjectAtAll) {
    for (const GoodCall& call : calls()) {
        for (const char* body : {"[]", "7", "\"x\"", "null", "true"}) {
            EXPECT_THAT(send(call, raw(body)), InvalidField("body")) << call.operation << ' ' << body;
        }
    }
}

TEST_P(BadInput, MayBeNoJson) {
    const std::string before = everything();
    const std::string deep_33 = R"({"name":)" + std::string(32, '[') + std::string(32, ']') + "}";
    const std::string deep_32 = R"({"name":)" + std::string(31, '[') + std::string(31, ']') + "}";
    for (const GoodCall& call : calls()) {
        const std::string good = json::serialize(call.body);
        for (const std::string& body : std::vector<std::string>{"{",
                                                                "}",
                                                                " ",
                                                                "not JSON",
                                                                good + "x",
                                                                good + good,
                                                                good.substr(0, good.size() - 1),
                                                                "{'a':1}",
                                                                "{\"a\":1,}",
                                                                "{\"a\" 1}",
                                                                "\xef\xbb\xbf" + good,
                                                                "/* */" + good,
                                                                "{\"a\":1,\"a\":2}",
                                                                "{\"a\":{\"b\":1,\"b\":1}}",
                                                                std::string("{}\0", 3),
                                                                "{\"\xc3\x28\":1}",
                                                                "{\"\\ud800\":1}",
                                                                deep_33,
                                                                std::string(100'000, '['),
                                                                std::string(50'000, '{'),
                                                                "nul",
                                                                "+1",
                                                                "\"",
                                                                "a=1&b=2",
                                                                "<xml/>"}) {
            const Answer answer = send(call, raw(body));
            EXPECT_THAT(answer, Refused(400, "malformed-json")) << call.operation << ' ' << body.substr(0, 80);
        }
        EXPECT_THAT(send(call, raw(deep_32)), Refused(422, "validation-failed")) << "32 deep is allowed";
        if (call.operation != "checkOut" && call.operation != "cancelOrder") {
            EXPECT_THAT(send(call, raw("")), Refused(400, "malformed-json"));
        }
    }
    EXPECT_TRUE(everything() == before) << "the store is not as it was";
}

TEST_P(BadInput, MayBeOfAnotherType) {
    const std::string body = R"({"name":"Typed","price":"1.00"})";
    const auto status_of = [&](const std::string& type) {
        return admin().send("POST", "/products", body, {{"Content-Type", type}}).status;
    };
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                             "json", "application/jsonp", "application/json; charset=latin1", "text/json", "*/*", "",
                             "application/json, text/plain"}) {
        EXPECT_EQ(status_of(type), 415) << type;
    }
    for (const char* type : {"application/json", "Application/JSON", "application/json; charset=utf-8",
                             "application/json;charset=UTF-8"}) {
        EXPECT_EQ(status_of(type), 201) << type;
    }
    EXPECT_THAT(admin().send("POST", "/products", body, {{"Content-Type", "text/plain"}}),
                Refused(415, "unsupported-media-type"));
}

TEST_P(BadInput, MayBeTooLarge) {
    const std::string before = everything();
    const std::size_t limit = 1024UL * 1024;
    const auto body_of = [](std::size_t size) {
        const std::string frame = R"({"name":"Large","price":"1.00","a":""})";
        std::string body = frame;
        body.insert(body.size() - 2, std::string(size - frame.size(), 'x'));
        return body;
    };
    EXPECT_THAT(admin().send("POST", "/products", body_of(limit)), InvalidField("a"));
    EXPECT_THAT(admin().send("POST", "/products", body_of(limit + 1)), Refused(413, "content-too-large"));
    EXPECT_TRUE(everything() == before) << "the store is not as it was";
}

TILL_SHOP_TEST(BadInput);

}  // namespace
}  // namespace till::test

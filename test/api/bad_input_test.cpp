#include "api/bad_bodies.h"

namespace till::test {
namespace {

class BadInput : public BadBodies {};

TEST_P(BadInput, MayBeNoObjectAtAll) {
    for (const GoodCall& call : calls()) {
        for (const char* body : {"[]", "7", "\"x\"", "null", "true"}) {
            EXPECT_THAT(send(call, raw(body)), InvalidField("body")) << call.operation << ' ' << body;
        }
    }
}

TEST_P(BadInput, MayBeNoJson) {
    const std::vector<GoodCall> all = calls();
    const std::string before = everything();
    const std::string deep_33 = R"({"name":)" + std::string(32, '[') + std::string(32, ']') + "}";
    const std::string deep_32 = R"({"name":)" + std::string(31, '[') + std::string(31, ']') + "}";
    for (const GoodCall& call : all) {
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
                                                                std::string(10'000, '['),
                                                                std::string(10'000, '{'),
                                                                "nul",
                                                                "+1",
                                                                "\"",
                                                                "a=1&b=2",
                                                                "<xml/>"}) {
            const Response response = send(call, raw(body));
            EXPECT_THAT(response, Refused(400, "malformed-json")) << call.operation << ' ' << body.substr(0, 80);
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

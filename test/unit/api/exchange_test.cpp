#include "api/exchange.h"

#include <stdexcept>

#include <gmock/gmock.h>

#include "api/list_page_schema.h"
#include "shop/carts/cart_schema.h"
#include "shop/orders/order_schema.h"
#include "support/refusals.h"
#include "support/shop_schemas.h"

namespace till {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::string response_header(const http::Response& response, std::string_view name) {
    return std::string(response.headers.find(name).value_or(""));
}

Request request_with(std::string body, std::optional<std::string> content_type = "application/json",
                     http::Method method = http::Method::post) {
    Request request;
    request.http.method = method;
    request.http.body = std::move(body);
    if (content_type) request.http.headers.add("Content-Type", *content_type);
    return request;
}

TEST(ABody, ThatIsNotJsonIsRefused) {
    const auto& schema = test::shop_schemas().set_cart_quantity;
    EXPECT_EQ(test::code_of([&] { json_body(schema, request_with("{")); }), "malformed-json");
    EXPECT_EQ(test::code_of([&] { json_body(schema, request_with("")); }), "malformed-json");
}

TEST(ABody, HasNoMoreValuesThanItsSchemaHasRoomFor) {
    const auto list_of = [](std::size_t values) {
        std::string body = "[0";
        while (--values > 0) body += ",0";
        return request_with(body + "]");
    };
    const auto& of_one_value = test::shop_schemas().set_cart_quantity;
    const auto& of_many_lines = test::shop_schemas().place_order;
    EXPECT_NO_THROW(json_body(of_one_value, list_of(1'000))) << "its schema says what is wrong with it";
    EXPECT_EQ(test::code_of([&] { json_body(of_one_value, list_of(1'005)); }), "malformed-json");
    EXPECT_NO_THROW(json_body(of_many_lines, list_of(2'000)));
    EXPECT_EQ(test::code_of([&] { json_body(of_many_lines, list_of(10'000)); }), "malformed-json");
}

TEST(ABody, IsReadByItsSchema) {
    EXPECT_EQ(read_body(test::shop_schemas().set_cart_quantity, request_with(R"({"quantity":3})")).quantity, 3);
    EXPECT_THAT(test::errors_of([] { read_body(test::shop_schemas().set_cart_quantity, request_with("{}")); }),
                ElementsAre(Pair("quantity", ElementsAre("is missing"))));
    EXPECT_EQ(read_optional_body(test::shop_schemas().checkout, request_with("", std::nullopt)).note, std::nullopt);
    EXPECT_EQ(read_optional_body(test::shop_schemas().checkout, request_with(R"({"note":"x"})")).note, "x");
    EXPECT_EQ(test::code_of([] { read_optional_body(test::shop_schemas().checkout, request_with(" ")); }),
              "malformed-json");
}

TEST(AQuery, IsReadByItsSchema) {
    Request request;
    request.query = {{"page", "3"}};
    EXPECT_EQ(read_query(test::shop_schemas().own_orders_query, request, CursorSealer("a secret")).page, 3);
    request.query = {{"page", "0"}, {"colour", "red"}};
    EXPECT_THAT(
        test::errors_of([&] { read_query(test::shop_schemas().own_orders_query, request, CursorSealer("a secret")); }),
        testing::SizeIs(2));
}

TEST(AnIdInThePath, IsOneOrNothingIsThere) {
    const auto id_from = [](std::string text) {
        Request request;
        request.path_parameters = {{"other", "x"}, {"id", std::move(text)}};
        return request.id_in_path();
    };
    EXPECT_EQ(id_from("1"), 1);
    EXPECT_EQ(id_from("9007199254740991"), id_max);
    for (const char* bad :
         {"", "0", "-1", "9007199254740992", "18446744073709551616", "abc", "1x", "1.0", "1e3", "+1", " 1", "0x1"}) {
        EXPECT_EQ(test::code_of([&] { id_from(bad); }), "not-found") << bad;
    }
    EXPECT_THROW(static_cast<void>(Request().id_in_path()), std::logic_error);
}

TEST(AnAnswer, HasItsStatusAndItsType) {
    EXPECT_EQ(ok("{}").status, 200);
    EXPECT_EQ(response_header(ok("{}"), "Content-Type"), "application/json");
    const http::Response made = created("/orders", 5, "{}");
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(response_header(made, "Location"), "/api/v1/orders/5");
    EXPECT_EQ(no_content().status, 204);
    EXPECT_EQ(no_content().body.view(), "");
}

/// Whether a change with these If-Match headers may be made to that version.
bool holds(const std::vector<std::string>& if_match, std::int64_t version) {
    Request request;
    for (const std::string& value : if_match) request.http.headers.add("if-match", value);
    try {
        expected_version(request).require(version);
        return true;
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.problem().code, "precondition-failed");
        EXPECT_EQ(refusal.problem().status, 412);
        return false;
    }
}

TEST(AnETag, IsOfTheVersionAndTheBytes) {
    const auto tag = [](std::string body, std::int64_t version) {
        return response_header(versioned(ok(std::move(body)), version), "ETag");
    };
    EXPECT_THAT(tag("{}", 3), testing::MatchesRegex("\"3-[0-9a-f]{16}\""));
    EXPECT_EQ(tag("{}", 3), tag("{}", 3));
    EXPECT_NE(tag("{}", 3), tag("{ }", 3));
    EXPECT_NE(tag("{}", 3), tag("{}", 4));
}

TEST(IfMatch, HoldsForTheVersionWhateverElseChanged) {
    EXPECT_TRUE(holds({"\"3-0123456789abcdef\""}, 3));
    EXPECT_FALSE(holds({"\"3-0123456789abcdef\""}, 4));
    EXPECT_FALSE(holds({"\"33-0123456789abcdef\""}, 3));
}

TEST(IfMatch, HoldsWithoutAHeaderAndForAnyThing) {
    EXPECT_TRUE(holds({}, 7));
    EXPECT_TRUE(holds({"*"}, 7));
    EXPECT_TRUE(holds({" * "}, 7));
}

TEST(IfMatch, TakesSeveralTags) {
    EXPECT_TRUE(holds({"\"2-a\", \"3-b\""}, 3));
    EXPECT_TRUE(holds({"\"2-a\"", "\"3-b\""}, 3));
    EXPECT_FALSE(holds({"\"2-a\",\"4-b\""}, 3));
}

TEST(IfMatch, HoldsWhateverAProxyMadeOfTheTag) {
    for (const char* changed :
         {"W/\"3-0123456789abcdef\"", "\"3-a-gzip\"", "\"3-a-br\"", "\"3-a;gzip\"", "\"3-a--gzip\"", "W/\"3-a-gzip\"",
          "W/\"2-a\", W/\"3-b\"", "\"x\",\"3-b-gzip\"", "\"1,2\", \"3-a\""}) {
        EXPECT_TRUE(holds({changed}, 3)) << changed;
        EXPECT_FALSE(holds({changed}, 4)) << changed;
    }
}

TEST(IfMatch, DoesNotHoldForWhatIsNoTagOfOurs) {
    for (const char* other : {"", ",", "\"3\"", "\"\"", "\"a-3\"", "\"-3-a\"", "\"\xff-3\"", "\"3;gzip\"", "\"*\"",
                              "\"99999999999999999999-a\"", "\"0123456789abcdef0123456789abcdef\""}) {
        EXPECT_FALSE(holds({other}, 3)) << other;
    }
}

TEST(IfMatch, IsRefusedWhereItIsNoListOfTags) {
    for (const char* bad :
         {"\"", "3", "3-a", "\"3", "\"3-", "W/\"3-a", "3-a\"", "\"3-a\" \"4-b\"", "\"3-a\", \"", "*, \"3-a\""}) {
        Request request;
        request.http.headers.add("If-Match", bad);
        EXPECT_EQ(test::code_of([&] { expected_version(request); }), "malformed-request") << bad;
    }
}

}  // namespace
}  // namespace till

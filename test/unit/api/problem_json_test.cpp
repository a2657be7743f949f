#include "api/problem_json.h"

#include <stdexcept>

#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "platform/json/json.h"
#include "shop/kernel/money.h"
#include "shop/kernel/problems.h"

namespace till {
namespace {

std::string problem_header(const http::Response& response, std::string_view name) {
    return std::string(response.headers.find(name).value_or(""));
}

TEST(AProblem, IsWrittenWithAllItsMembers) {
    const http::Response response = problem_response(Refusal(problems::not_found, "There is no \"x\"."), "id-1");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(problem_header(response, "Content-Type"), "application/problem+json");
    EXPECT_EQ(response.body.view(), R"({"type":"urn:till:problem:not-found","title":"Not found","status":404,)"
                                    R"("detail":"There is no \"x\".","code":"not-found","request_id":"id-1"})");
}

TEST(AProblem, ListsBadFields) {
    const Refusal refusal = Refusal::invalid({{"items.0.quantity", {"is missing"}}, {"a\"b", {"is odd", "is new"}}});
    const json::Value problem = json::parse(problem_response(refusal, "id-1").body.view());
    EXPECT_EQ(*problem.find("code")->text(), "validation-failed");
    EXPECT_EQ(json::serialize(*problem.find("errors")),
              R"({"a\"b":["is odd","is new"],"items.0.quantity":["is missing"]})");
}

TEST(AProblem, HasMembersOfItsOwn) {
    const Refusal refusal =
        Refusal(problems::insufficient_stock, "Short.")
            .with("shortages",
                  {ProblemValue::List{
                      {ProblemValue::Object{{"product_id", {1}}, {"sku", {"a\"b"}}}}, {-2}, {ProblemValue::List{}}}})
            .with("tries", {3});
    const http::Response response = problem_response(refusal, "id-1");
    EXPECT_THAT(
        std::string(response.body.view()),
        testing::EndsWith(R"("request_id":"id-1","shortages":[{"product_id":1,"sku":"a\"b"},-2,[]],"tries":3})"));
    EXPECT_EQ(json::parse(response.body.view()).find("errors"), nullptr);
}

TEST(AProblem, SaysHowToGoOn) {
    EXPECT_EQ(problem_header(problem_response(Refusal(problems::unauthorized, ""), "i"), "WWW-Authenticate"), "Bearer");
    EXPECT_EQ(problem_header(problem_response(Refusal(problems::forbidden, ""), "i"), "WWW-Authenticate"), "");
    EXPECT_EQ(problem_header(problem_response(Refusal(problems::overloaded, "").retry_after(5), "i"), "Retry-After"),
              "5");
    EXPECT_EQ(problem_header(problem_response(Refusal(problems::not_found, ""), "i"), "Retry-After"), "");
}

/// The response to a client for an exception.
template <class Exception>
Refusal told_of(const Exception& exception) {
    try {
        throw exception;
    } catch (...) {
        return refusal_of_current_exception("id-1", "/path");
    }
}

TEST(AnException, ThatIsARefusalIsWrittenAsItIs) {
    const Refusal refusal = told_of(Refusal(problems::sku_taken, "Taken.").with("a", {1}));
    EXPECT_EQ(refusal.problem().code, "sku-taken");
    EXPECT_EQ(refusal.members().size(), 1U);
}

TEST(AnException, OfTheDatabaseBecomesWhatAClientCanUse) {
    EXPECT_EQ(told_of(database::UniqueViolation("index products_sku")).problem().status, 409);
    EXPECT_EQ(told_of(database::ReferenceViolation("carts to customers")).problem().code, "conflict");
    EXPECT_EQ(told_of(MoneyOverflow()).problem().status, 422);
    EXPECT_EQ(told_of(database::TooLarge("max_allowed_packet")).problem().status, 413);
    for (const Refusal& refusal : {told_of(database::Overloaded("queue")), told_of(database::Unavailable("socket")),
                                   told_of(database::OutcomeUnknown("lost"))}) {
        EXPECT_EQ(refusal.problem().status, 503);
        EXPECT_EQ(refusal.retry_after_s(), 1);
    }
}

TEST(AnException, ThatNobodyExpectedSaysNothing) {
    for (const Refusal& refusal : {told_of(std::runtime_error("secret of the house")),
                                   told_of(database::Error("secret")), told_of(std::string("secret")), told_of(7)}) {
        EXPECT_EQ(refusal.problem().status, 500);
        EXPECT_THAT(std::string(problem_response(refusal, "id-1").body.view()),
                    testing::Not(testing::HasSubstr("secret")));
    }
}

}  // namespace
}  // namespace till

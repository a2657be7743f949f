#include <algorithm>

#include <gmock/gmock.h>

#include "app/shop.h"
#include "support/refusals.h"
#include "support/temporary_folder.h"

/// What the configuration says of one shop holds for no other in the same process.
namespace till {
namespace {

using testing::HasSubstr;

class TwoShopsInOneProcess : public testing::Test {
 public:
    Configuration configuration(const std::string& currency, const std::string& time_zone, std::size_t per_page) const {
        Configuration configuration;
        configuration.database.url = "sqlite:" + folder.file(currency + ".db");
        configuration.store.currency = currency;
        configuration.store.time_zone = time_zone;
        configuration.pages.default_size = per_page;
        configuration.access.roles[currency] = "orders:read";
        return configuration;
    }

    /// The operation's response, without a pipeline before it.
    static http::Response response(const Shop& shop, std::string_view operation, std::string body = {},
                                   schemas::NamedTexts query = {}) {
        const std::vector<Route>& routes = shop.features.routes;
        const auto route = std::ranges::find(routes, operation, &Route::operation);
        Request request;
        request.path = route->path;
        request.query = std::move(query);
        request.caller = {.account = 1, .role = Role::admin};
        request.http.body = std::move(body);
        return route->handler(request);
    }

    test::TemporaryFolder folder;
    const Shop dollars{configuration("USD", "UTC", 5), std::string(32, 'a')};
    const Shop yen{configuration("JPY", "Asia/Tokyo", 7), std::string(32, 'b')};
};

TEST_F(TwoShopsInOneProcess, HaveTheirOwnCurrencies) {
    const std::string cup = R"({"name":"Cup","price":"12.50"})";
    EXPECT_THAT(std::string(response(dollars, "createProduct", cup).body.view()),
                HasSubstr(R"("price":"12.50","currency":"USD")"));
    EXPECT_EQ(test::errors_of([&] { response(yen, "createProduct", cup); }).at("price").front(),
              "must have at most 0 digits after the point");
    EXPECT_THAT(std::string(response(yen, "createProduct", R"({"name":"Cup","price":"1250"})").body.view()),
                HasSubstr(R"("price":"1250","currency":"JPY")"));
    EXPECT_THAT(std::string(response(dollars, "exportProducts").body.view()), HasSubstr(",12.50,"));
    EXPECT_THAT(std::string(response(yen, "exportProducts").body.view()), HasSubstr(",1250,"));
}

TEST_F(TwoShopsInOneProcess, HaveTheirOwnDaysRolesAndPages) {
    EXPECT_THAT(std::string(response(dollars, "showShop").body.view()), HasSubstr(R"("time_zone":"UTC")"));
    EXPECT_THAT(std::string(response(yen, "showShop").body.view()), HasSubstr(R"("time_zone":"Asia/Tokyo")"));
    EXPECT_THAT(std::string(response(dollars, "listRoles").body.view()), Not(HasSubstr("JPY")));
    EXPECT_THAT(std::string(response(yen, "listRoles").body.view()), HasSubstr("JPY"));
    EXPECT_THAT(std::string(response(dollars, "listProducts").body.view()), HasSubstr(R"("per_page":5)"));
    EXPECT_THAT(std::string(response(yen, "listProducts").body.view()), HasSubstr(R"("per_page":7)"));
}

TEST_F(TwoShopsInOneProcess, OpenNoCursorOfTheOther) {
    for (const char* name : {"A", "B"}) {
        response(dollars, "createProduct", std::string(R"({"name":")") + name + R"(","price":"1"})");
    }
    const json::Value page = json::parse(response(dollars, "listProducts", "", {{"per_page", "1"}}).body.view());
    const std::string cursor = *page.find("next_cursor")->text();
    EXPECT_EQ(response(dollars, "listProducts", "", {{"after", cursor}}).status, 200);
    EXPECT_TRUE(test::errors_of([&] { response(yen, "listProducts", "", {{"after", cursor}}); }).contains("after"));
}

}  // namespace
}  // namespace till

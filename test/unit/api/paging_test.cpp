#include "api/paging.h"

#include <gmock/gmock.h>

#include "api/exchange.h"
#include "shop/catalogue/product_schema.h"
#include "support/refusals.h"
#include "support/shop_schemas.h"

namespace till {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

const CursorSealer cursors("a secret");

std::string link_of(const http::Response& response) { return std::string(response.headers.find("Link").value_or("")); }

Request request_to(std::string path, schemas::NamedTexts query = {}, AccountId account = 1) {
    Request request;
    request.path = std::move(path);
    request.query = std::move(query);
    request.caller.account = account;
    return request;
}

/// The position that a request's `after` stands for; nothing where it is refused.
std::optional<std::string> opened(Request request, std::string cursor, const CursorSealer& sealer = cursors) {
    ListPageRequest page;
    page.after = cursor;
    request.query.emplace_back("after", std::move(cursor));
    FieldErrors errors;
    sealer.open(request, page, errors);
    EXPECT_EQ(errors.empty(), page.after.has_value());
    EXPECT_EQ(errors.count("after"), errors.size());
    return page.after;
}

/// A page of a list of so many pages of 20.
ListPage<std::int64_t> numbered(std::int64_t page, std::int64_t pages) {
    return {.page = page, .per_page = 20, .total = pages * 20};
}

TEST(APagesLinks, LeadFirstBackOnAndLast) {
    Request request;
    request.path = "/api/v1/products";
    request.query = {{"search", "caf\u00e9 & co"}, {"page", "2"}, {"per_page", "5"}};
    const std::string base = "</api/v1/products?search=caf%C3%A9%20%26%20co&per_page=5&page=";
    EXPECT_EQ(page_links(request, numbered(2, 3)), base + "1>; rel=\"first\", " + base + "1>; rel=\"prev\", " + base +
                                                       "3>; rel=\"next\", " + base + "3>; rel=\"last\"");
}

TEST(APagesLinks, StayWithinTheList) {
    Request request;
    request.path = "/api/v1/orders";
    const std::string base = "</api/v1/orders?page=";
    EXPECT_EQ(page_links(request, numbered(1, 1)), base + "1>; rel=\"first\", " + base + "1>; rel=\"last\"");
    EXPECT_EQ(page_links(request, numbered(1, 0)), base + "1>; rel=\"first\", " + base + "1>; rel=\"last\"");
    EXPECT_EQ(page_links(request, numbered(9, 2)),
              base + "1>; rel=\"first\", " + base + "2>; rel=\"prev\", " + base + "2>; rel=\"last\"");
}

TEST(APagesLinks, LeadToNoPageThatIsOutOfReach) {
    Request request;
    request.path = "/api/v1/orders";
    const std::string base = "</api/v1/orders?page=";
    const std::string first = base + "1>; rel=\"first\"";
    ListPage<std::int64_t> page = numbered(500, 5'000);
    page.next = "further";
    const std::string before = first + ", " + base + "499>; rel=\"prev\"";
    const std::string next = ", </api/v1/orders?after=further>; rel=\"next\"";
    EXPECT_EQ(page_links(request, page), before + next) << "the 10,000th row is on page 500";
    page.has_end = true;
    EXPECT_EQ(page_links(request, page), before + next + ", " + base + "5000>; rel=\"last\"");
    page.page = 4'501;
    EXPECT_EQ(page_links(request, page), first + ", " + base + "4502>; rel=\"next\", " + base + "5000>; rel=\"last\"");
    page.page = 4'502;
    EXPECT_THAT(page_links(request, page), HasSubstr(base + "4501>; rel=\"prev\""));
}

TEST(APagesLinks, GoOnByCursorWhereNobodyCounted) {
    Request request;
    request.path = "/api/v1/orders";
    ListPage<std::int64_t> page = numbered(1, 2);
    page.total_is_at_least = true;
    page.next = "further";
    EXPECT_EQ(page_links(request, page),
              "</api/v1/orders?page=1>; rel=\"first\", </api/v1/orders?after=further>; rel=\"next\"");
}

TEST(APage, IsAnsweredWithItsLinks) {
    const Request request = request_to("/api/v1/products");
    const ListPage<Product> page{.items = {}, .page = 1, .per_page = 20, .total = 21};
    const http::Response response = page_of(test::shop_schemas().product_page, request, page, cursors);
    EXPECT_THAT(link_of(response), HasSubstr("rel=\"next\""));
    EXPECT_EQ(
        response.body.view(),
        R"({"items":[],"page":1,"per_page":20,"total":21,"total_is_at_least":false,"pages":2,"next_cursor":null})");
}

TEST(APage, BehindACursorHasNoNumberAndLeadsOnlyOn) {
    const Request request = request_to("/api/v1/products", {{"per_page", "5"}, {"after", "x"}, {"search", "tea"}});
    ListPage<Product> page{.items = {}, .page = {}, .per_page = 5, .total = {}, .next = "[7]"};
    const http::Response response = page_of(test::shop_schemas().product_page, request, page, cursors);
    const std::string cursor = cursors.cursor_of(request, "[7]");
    EXPECT_EQ(
        response.body.view(),
        R"({"items":[],"page":null,"per_page":5,"total":null,"total_is_at_least":false,"pages":null,"next_cursor":")" +
            cursor + "\"}");
    const std::string base = "</api/v1/products?per_page=5&search=tea";
    EXPECT_EQ(link_of(response), base + ">; rel=\"first\", " + base + "&after=" + cursor + ">; rel=\"next\"");
    page.next.reset();
    EXPECT_THAT(link_of(page_of(test::shop_schemas().product_page, request, page, cursors)), Not(HasSubstr("next")));
}

TEST(ACursor, StandsForItsMark) {
    const Request request = request_to("/api/v1/products", {{"sort", "price"}, {"category", "Tea"}});
    const std::string cursor = cursors.cursor_of(request, "[1999,12]");
    EXPECT_EQ(opened(request, cursor), "[1999,12]");
    EXPECT_NE(cursors.cursor_of(request, "[1999,13]"), cursor);
}

TEST(ACursor, HoldsHoweverTheListsAddressIsWritten) {
    const std::string cursor = cursors.cursor_of(
        request_to("/api/v1/products", {{"sort", "price"}, {"category", "Tea"}, {"page", "3"}, {"per_page", "5"}}),
        "m");
    EXPECT_EQ(
        opened(request_to("/api/v1/products/", {{"category", "Tea"}, {"per_page", "50"}, {"sort", "price"}}), cursor),
        "m");
    EXPECT_EQ(opened(request_to("/api/v1/products", {{"sort", "price"}, {"category", "Tea"}}, 2), cursor), "m")
        << "another account sees the same list";
}

TEST(ACursor, IsOfNoOtherList) {
    const std::string cursor = cursors.cursor_of(request_to("/api/v1/products", {{"sort", "price"}}), "m");
    for (const schemas::NamedTexts& query : std::vector<schemas::NamedTexts>{{},
                                                                             {{"sort", "-price"}},
                                                                             {{"sort", "price"}, {"category", "Tea"}},
                                                                             {{"category", "price"}},
                                                                             {{"sort", ""}},
                                                                             {{"sortprice", ""}}}) {
        EXPECT_EQ(opened(request_to("/api/v1/products", query), cursor), std::nullopt);
    }
    EXPECT_EQ(opened(request_to("/api/v1/orders", {{"sort", "price"}}), cursor), std::nullopt);
}

TEST(ACursor, OfAnOwnListIsOfItsAccount) {
    const std::string cursor = cursors.cursor_of(request_to("/api/v1/me/orders", {}, 5), "m");
    EXPECT_EQ(opened(request_to("/api/v1/me/orders", {}, 5), cursor), "m");
    EXPECT_EQ(opened(request_to("/api/v1/me/orders", {}, 6), cursor), std::nullopt);
}

TEST(ACursor, ThatWasForgedIsRefused) {
    const Request request = request_to("/api/v1/products");
    const std::string cursor = cursors.cursor_of(request, "[12]");
    for (const std::string& forged : {std::string("x"), std::string("[12]"), cursor + "A", cursor.substr(1),
                                      cursor.substr(0, cursor.size() - 1), std::string(4000, 'A')}) {
        EXPECT_EQ(opened(request, forged), std::nullopt) << forged;
    }
}

TEST(ACursor, HoldsWithTheSecretItWasMadeWith) {
    const Request request = request_to("/api/v1/products");
    const std::string cursor = CursorSealer("one secret").cursor_of(request, "[12]");
    EXPECT_EQ(opened(request, cursor, CursorSealer("another secret")), std::nullopt);
    EXPECT_EQ(opened(request, cursor, CursorSealer("one secret")), "[12]");
}

TEST(ACursor, ReachesTheListAsItsMark) {
    Request request = request_to("/api/v1/products", {{"sort", "price"}});
    const std::string cursor = cursors.cursor_of(request, "[1999,12]");
    EXPECT_EQ(read_query(test::shop_schemas().product_query, request, cursors).after, std::nullopt);
    request.query.emplace_back("after", cursor);
    EXPECT_EQ(read_query(test::shop_schemas().product_query, request, cursors).after, "[1999,12]");
    const auto errors = [&] {
        return test::errors_of([&] { read_query(test::shop_schemas().product_query, request, cursors); });
    };
    request.query.back().second = "forged";
    EXPECT_THAT(errors(), ElementsAre(Pair("after", testing::SizeIs(1))));
    request.query.back().second = "";
    EXPECT_THAT(errors(), ElementsAre(Pair("after", testing::SizeIs(1))));
    request.query.back().second = cursor;
    request.query.emplace_back("page", "2");
    EXPECT_THAT(errors(), ElementsAre(Pair("after", ElementsAre("must not be combined with page"))));
    request.query.back() = {"colour", "red"};
    EXPECT_THAT(errors(), testing::SizeIs(2)) << "all at once";
}

}  // namespace
}  // namespace till

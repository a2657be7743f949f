#include <algorithm>
#include <regex>
#include <set>

#include "support/shop_test.h"

namespace till::test {
namespace {

using Ids = std::vector<std::string>;

class Cursors : public ShopTest {
 protected:
    static std::string with(const std::string& list, const std::string& parameter) {
        return list + (list.find('?') == std::string::npos ? "?" : "&") + parameter;
    }

    /// The address that the Link header gives for a relation; empty where it gives none.
    static std::string link_of(const Response& response, const std::string& relation) {
        const std::string links = said(response, "Link");
        std::smatch match;
        const std::regex link("<([^>]*)>; rel=\"" + relation + "\"");
        return std::regex_search(links, match, link) ? match[1].str() : "";
    }

    /// A list from beginning to end by `next_cursor`. `between` is called between two pages.
    static Ids walked(
        const Api& api, const std::string& list, const std::function<void()>& between = [] {}) {
        Response response = api.get(with(list, "per_page=3"));
        Ids seen;
        for (;;) {
            EXPECT_THAT(response, HasStatus(200));
            for (const std::string& id : response.each("items", "id")) seen.push_back(id);
            const std::string cursor = response.at("next_cursor");
            if (cursor == "null" || seen.size() > 1'000) return seen;
            between();
            response = api.get(with(list, "per_page=3&after=" + cursor));
            EXPECT_EQ(response.at("page"), "null");
            EXPECT_EQ(response.at("total"), "null");
            EXPECT_EQ(response.at("pages"), "null");
            EXPECT_EQ(response.at("per_page"), "3");
            EXPECT_EQ(link_of(response, "next").empty(), response.at("next_cursor") == "null");
            EXPECT_EQ(link_of(response, "prev") + link_of(response, "last"), "");
        }
    }

    /// The same by numbers.
    static Ids whole(const Api& api, const std::string& list) {
        Ids all;
        std::int64_t pages = 1;
        for (std::int64_t page = 1; page <= pages; ++page) {
            const Response response = api.get(with(list, "per_page=100&page=" + std::to_string(page)));
            pages = response.number("pages");
            for (const std::string& id : response.each("items", "id")) all.push_back(id);
        }
        return all;
    }

    static std::string first_cursor(const Api& api, const std::string& list) {
        return api.get(with(list, "per_page=1")).at("next_cursor");
    }

    /// Every list of the API's own document, with ids that exist.
    static std::vector<std::string> lists() {
        std::vector<std::string> lists;
        const json::Value document = shop().anyone().get("/api/openapi.json").json();
        for (const json::Member& path : *document.find("paths")->object()) {
            const json::Value* get = path.value.find("get");
            if (get == nullptr || get->find("parameters") == nullptr) continue;
            const json::Array& parameters = *get->find("parameters")->array();
            const bool has_cursors =
                std::any_of(parameters.begin(), parameters.end(), [](const json::Value& parameter) {
                    return at(parameter, "name") == "after" || at(parameter, "$ref") == "#/components/parameters/After";
                });
            const std::string product = std::to_string(shop().new_product("Listed", "1.00", 1));
            if (has_cursors) lists.push_back(std::regex_replace(path.name, std::regex("\\{id\\}"), product));
        }
        return lists;
    }
};

TEST_P(Cursors, LeadThroughProductsInEveryOrder) {
    for (int n = 0; n < 8; ++n) {
        shop().new_product({{"name", n % 2 == 0 ? "Cursed" : "Cursor"},
                            {"price", n % 3 == 0 ? "1.00" : "2.00"},
                            {"category", "By cursor"}});
    }
    for (const std::string sort : {"", "relevance", "name", "-name", "price", "-price", "created_at", "-created_at"}) {
        for (const std::string filter : {"category=By%20cursor", "search=curs", "category=By%20cursor&min_price=2"}) {
            const std::string list = "/products?" + filter + (sort.empty() ? "" : "&sort=" + sort);
            const Ids all = whole(admin(), list);
            EXPECT_GE(all.size(), 5U);
            EXPECT_EQ(walked(admin(), list), all) << list;
        }
    }
}

TEST_P(Cursors, SkipAndRepeatNothingWhileOthersAddAndRemove) {
    std::set<std::string> steady;
    std::vector<std::int64_t> passing;
    const auto add = [&](const std::string& price) {
        return shop().new_product({{"name", "Passing"}, {"price", price}, {"category", "Busy"}});
    };
    for (int n = 0; n < 12; ++n) {
        steady.insert(std::to_string(add(std::to_string(n / 4 + 1) + ".00")));
        passing.push_back(add(std::to_string(n / 4 + 1) + ".00"));
    }
    Ids seen = walked(admin(), "/products?category=Busy&sort=-price", [&] {
        for (const char* price : {"0.50", "2.00", "3.00"}) add(price);
        EXPECT_THAT(admin().del("/products/" + std::to_string(passing.back())), HasStatus(204));
        passing.pop_back();
    });
    const std::size_t count = seen.size();
    seen.erase(std::remove_if(seen.begin(), seen.end(), [&](const std::string& id) { return !steady.contains(id); }),
               seen.end());
    EXPECT_EQ(seen.size(), steady.size());
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()), steady);
    EXPECT_GT(count, steady.size()) << "what came behind the cursor was seen too";
}

TEST_P(Cursors, LeadThroughEveryOtherList) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t product = shop().new_product("Often", "1.00", 100);
    for (int n = 0; n < 7; ++n) ASSERT_THAT(shopper.api.post("/orders", order_of(product, 1)), HasStatus(201));
    EXPECT_EQ(walked(shopper.api, "/me/orders"), whole(shopper.api, "/me/orders"));
    for (const std::string& list :
         {"/orders?customer_id=" + std::to_string(shopper.customer), std::string("/orders?status=pending"),
          std::string("/orders?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"), std::string("/orders")}) {
        const Ids all = whole(admin(), list);
        EXPECT_GE(all.size(), 7U);
        EXPECT_EQ(walked(admin(), list), all) << list;
    }
    EXPECT_EQ(walked(admin(), "/customers"), whole(admin(), "/customers"));
    EXPECT_EQ(walked(admin(), "/customers?search=customer"), whole(admin(), "/customers?search=customer"));
    EXPECT_EQ(walked(admin(), "/accounts"), whole(admin(), "/accounts"));
    EXPECT_EQ(walked(admin(), "/inventory/low-stock"), whole(admin(), "/inventory/low-stock"));
    const std::string ledger = "/products/" + std::to_string(product) + "/stock-movements";
    EXPECT_EQ(whole(admin(), ledger).size(), 8U);
    EXPECT_EQ(walked(admin(), ledger), whole(admin(), ledger));
}

TEST_P(Cursors, AreFollowedByLinks) {
    for (int n = 0; n < 4; ++n) shop().new_product({{"name", "Linked"}, {"price", "1.00"}, {"category", "With links"}});
    const std::string list = "/products?category=With%20links&per_page=2";
    const Ids all = whole(admin(), "/products?category=With%20links");
    const Response first = admin().get(list + "&after=" + first_cursor(admin(), "/products?category=With%20links"));
    EXPECT_EQ(first.each("items", "id"), Ids(all.begin() + 1, all.begin() + 3));
    const Response second = admin().get(link_of(first, "next"));
    EXPECT_EQ(second.each("items", "id"), Ids(all.begin() + 3, all.end()));
    EXPECT_EQ(link_of(second, "next"), "");
    const Response again = admin().get(link_of(second, "first"));
    EXPECT_EQ(again.at("page"), "1");
    EXPECT_EQ(again.each("items", "id"), Ids(all.begin(), all.begin() + 2));
}

TEST_P(Cursors, AreRefusedWhereTheyWereNotGiven) {
    for (int n = 0; n < 3; ++n) shop().new_product({{"name", "Given"}, {"price", "1.00"}, {"category", "Given"}});
    const std::string cursor = first_cursor(admin(), "/products?category=Given&sort=price");
    const auto get = [&](const std::string& list) { return admin().get(with(list, "after=" + cursor)); };
    EXPECT_THAT(get("/products?category=Given&sort=price"), HasStatus(200));
    EXPECT_THAT(get("/products/?sort=price&per_page=7&category=Given"), HasStatus(200)) << "the same list";
    for (const std::string other :
         {"/products", "/products?category=Given", "/products?category=Given&sort=-price",
          "/products?category=Other&sort=price", "/products?category=Given&sort=price&in_stock=true", "/orders",
          "/products?category=Given&sort=price&page=1", "/products?category=Given&sort=price&page=2"}) {
        EXPECT_THAT(get(other), InvalidField("after")) << other;
    }
    EXPECT_THAT(get("/products?category=Given&sort=price&page=0"), Invalid(std::vector<std::string>{"after", "page"}));

    const Shopper one = shop().new_shopper();
    const Shopper other = shop().new_shopper();
    const std::int64_t product = shop().new_product("Mine", "1.00", 100);
    for (int n = 0; n < 2; ++n) ASSERT_THAT(one.api.post("/orders", order_of(product, 1)), HasStatus(201));
    const std::string own = "/me/orders?after=" + first_cursor(one.api, "/me/orders");
    EXPECT_THAT(one.api.get(own), HasStatus(200));
    EXPECT_THAT(other.api.get(own), InvalidField("after"));
}

TEST_P(Cursors, AreRefusedOnEveryListWhereTheyAreForged) {
    shop().new_product("First", "1.00", 1);
    const std::string cursor = first_cursor(admin(), "/products");
    ASSERT_GT(cursor.size(), 20U);
    std::vector<std::string> forged{"",
                                    "x",
                                    "null",
                                    "0",
                                    "-1",
                                    "%00",
                                    "%ff",
                                    "WzFd",
                                    "%5B1%5D",
                                    "1'--",
                                    cursor + "A",
                                    cursor.substr(1),
                                    cursor.substr(0, cursor.size() - 1),
                                    std::string(4000, 'A'),
                                    std::string(4001, 'A'),
                                    "%F0%9F%92%A1",
                                    "AA==",
                                    cursor + "&after=" + cursor};
    for (const std::size_t place : {std::size_t(0), cursor.size() / 2, cursor.size() - 1}) {
        forged.push_back(cursor);
        forged.back()[place] = cursor[place] == 'A' ? 'B' : 'A';
    }
    const std::vector<std::string> all = lists();
    EXPECT_GE(all.size(), 7U);
    const Shopper shopper = shop().new_shopper();
    for (const std::string& list : all) {
        const Api& api = list.starts_with("/me/") ? shopper.api : admin();
        if (!list.starts_with("/exports/")) {  // these have no pages, and name the next part in their header
            EXPECT_THAT(api.get(with(list, "page=1")), HasStatus(200)) << list;
            EXPECT_EQ(api.get(list).at("next_cursor").empty(), false) << list;
        }
        for (const std::string& after : forged) {
            const Response response = api.get(with(list, "after=" + after));
            if (after == "%ff") {
                EXPECT_THAT(response, Refused(400, "malformed-request")) << list;
            } else {
                EXPECT_THAT(response, InvalidField("after")) << list << ' ' << after;
            }
        }
    }
}

TEST_P(Cursors, HoldWhenTheShopStartsAgain) {
    RunningShop own(GetParam());
    for (int n = 0; n < 3; ++n) own.new_product("Kept", "1.00", 1);
    const std::string rest = "/products?after=" + first_cursor(own.admin(), "/products");
    const std::string before = own.admin().get(rest).body;
    ASSERT_EQ(own.process().stop(), 0);
    const TillProcess again(own.settings());
    const Response after = Api(again.port(), own.admin().token()).get(rest);
    EXPECT_THAT(after, HasStatus(200));
    EXPECT_EQ(after.body, before);
}

TILL_SHOP_TEST(Cursors);

}  // namespace
}  // namespace till::test

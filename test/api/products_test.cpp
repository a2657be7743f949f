#include <regex>

#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::ElementsAre;

class Products : public ShopTest {
 protected:
    static std::string path(const std::string& id) { return "/products/" + id; }
};

TEST_P(Products, AreAddedWithEverythingThatIsSaid) {
    const Response created = admin().post("/products", json::Object{{"name", "Café au lait ☕"},
                                                                    {"price", "19.99"},
                                                                    {"sku", "CAL-1"},
                                                                    {"description", "Line one\nLine \"two\" \\ <b>"},
                                                                    {"category", "Drinks"},
                                                                    {"image_url", "https://example.com/a.png?b=c&d=e"},
                                                                    {"stock", 12}});
    ASSERT_THAT(created, HasStatus(201));
    EXPECT_EQ(created.header("Location"), "/api/v1/products/" + created.at("id"));
    EXPECT_EQ(created.at("name"), "Café au lait ☕");
    EXPECT_EQ(created.at("price"), "19.99");
    EXPECT_EQ(created.at("currency"), "USD");
    EXPECT_EQ(created.at("sku"), "CAL-1");
    EXPECT_EQ(created.at("description"), "Line one\nLine \"two\" \\ <b>");
    EXPECT_EQ(created.at("category"), "Drinks");
    EXPECT_EQ(created.at("image_url"), "https://example.com/a.png?b=c&d=e");
    EXPECT_EQ(created.at("stock"), "12");
    EXPECT_EQ(created.at("version"), "1");
    EXPECT_EQ(created.at("created_at"), created.at("updated_at"));
    EXPECT_EQ(admin().get(path(created.at("id"))).body, created.body);
}

TEST_P(Products, NeedOnlyANameAndAPrice) {
    const Response created = admin().post("/products", json::Object{{"name", "Plain"}, {"price", "1.00"}});
    ASSERT_THAT(created, HasStatus(201));
    for (const char* field : {"sku", "description", "category", "image_url"}) EXPECT_EQ(created.at(field), "null");
    EXPECT_EQ(created.at("stock"), "0");
    const Response nulls = admin().send(
        "POST", "/products",
        R"({"name":"Plain","price":"1.00","sku":null,"description":null,"category":null,"image_url":null})");
    EXPECT_THAT(nulls, HasStatus(201));
}

TEST_P(Products, LoseTheBlanksAroundTheirTexts) {
    const Response created = admin().post("/products", json::Object{{"name", "  Tea  "}, {"price", "1.00"}});
    ASSERT_THAT(created, HasStatus(201));
    EXPECT_EQ(created.at("name"), "Tea");
    EXPECT_THAT(admin().post("/products", json::Object{{"name", "   "}, {"price", "1.00"}}), InvalidField("name"));
}

TEST_P(Products, HaveTextsOfTheFullLength) {
    const auto repeated = [](const std::string& character, int count) {
        std::string text;
        for (int i = 0; i < count; ++i) text += character;
        return text;
    };
    // The last unfolds to eighteen letters when it is compared without its form.
    for (const char* character : {"x", "é", "🫖", "ß", "ﷺ"}) {
        const Response created = admin().post("/products", json::Object{{"name", repeated(character, 200)},
                                                                        {"price", "1.00"},
                                                                        {"description", repeated(character, 10'000)},
                                                                        {"category", repeated(character, 100)}});
        ASSERT_THAT(created, HasStatus(201)) << character;
        EXPECT_EQ(created.at("name"), repeated(character, 200));
        EXPECT_EQ(admin().get(path(created.at("id"))).body, created.body);
    }
}

TEST_P(Products, HaveSkusOfTheirOwn) {
    const json::Object one{{"name", "One"}, {"price", "1.00"}, {"sku", "TAKEN"}};
    ASSERT_THAT(admin().post("/products", one), HasStatus(201));
    EXPECT_THAT(admin().post("/products", one), Refused(409, "sku-taken"));
    const Response other =
        admin().post("/products", json::Object{{"name", "Other"}, {"price", "1.00"}, {"sku", "FREE"}});
    const json::Object details{{"name", "Other"}, {"price", "2.00"}, {"sku", "TAKEN"}};
    EXPECT_THAT(admin().put(path(other.at("id")), details), Refused(409, "sku-taken"));
    EXPECT_THAT(admin().patch(path(other.at("id")), json::Object{{"sku", "TAKEN"}}), Refused(409, "sku-taken"));
    EXPECT_EQ(admin().get(path(other.at("id"))).body, other.body);
    EXPECT_THAT(admin().patch(path(other.at("id")), json::Object{{"sku", "FREE"}}), HasStatus(200)) << "its own";
}

TEST_P(Products, GiveTheirSkuBackWhenTheyGo) {
    const json::Object fields{{"name", "One"}, {"price", "1.00"}, {"sku", "ONCE-MORE"}};
    const Response first = admin().post("/products", fields);
    ASSERT_THAT(admin().del(path(first.at("id"))), HasStatus(204));
    const Response second = admin().post("/products", fields);
    ASSERT_THAT(second, HasStatus(201));
    EXPECT_NE(second.at("id"), first.at("id")) << "an id never names another product";
}

TEST_P(Products, AreReplacedAsAWhole) {
    const Response created = admin().post(
        "/products",
        json::Object{{"name", "Tea"}, {"price", "1.00"}, {"sku", "REPLACE"}, {"category", "Drinks"}, {"stock", 5}});
    const Response replaced = admin().put(path(created.at("id")), json::Object{{"name", "Mug"}, {"price", "2.00"}});
    ASSERT_THAT(replaced, HasStatus(200));
    EXPECT_EQ(replaced.at("name"), "Mug");
    EXPECT_EQ(replaced.at("price"), "2.00");
    EXPECT_EQ(replaced.at("sku"), "null");
    EXPECT_EQ(replaced.at("category"), "null");
    EXPECT_EQ(replaced.at("stock"), "5");
    EXPECT_EQ(replaced.at("version"), "2");
    EXPECT_EQ(replaced.at("created_at"), created.at("created_at"));
    EXPECT_EQ(admin().get(path(created.at("id"))).body, replaced.body);
    EXPECT_THAT(admin().put(path(created.at("id")), json::Object{{"name", "Mug"}}), InvalidField("price"));
}

TEST_P(Products, AreChangedFieldByField) {
    const Response created =
        admin().post("/products", json::Object{{"name", "Tea"}, {"price", "1.00"}, {"category", "Drinks"}});
    const Response cheaper = admin().patch(path(created.at("id")), json::Object{{"price", "0.50"}});
    ASSERT_THAT(cheaper, HasStatus(200));
    EXPECT_EQ(cheaper.at("price"), "0.50");
    EXPECT_EQ(cheaper.at("name"), "Tea");
    EXPECT_EQ(cheaper.at("category"), "Drinks");
    EXPECT_EQ(cheaper.at("version"), "2");
    const Response without = admin().patch(path(created.at("id")), json::Object{{"category", nullptr}});
    EXPECT_EQ(without.at("category"), "null");
    EXPECT_EQ(without.at("price"), "0.50");
}

TEST_P(Products, TakeNoStockButByMovements) {
    const std::string id = std::to_string(shop().new_product("Tea", "1.00", 5));
    EXPECT_THAT(admin().patch(path(id), json::Object{{"stock", 7}}), InvalidField("stock"));
    EXPECT_THAT(admin().put(path(id), json::Object{{"name", "T"}, {"price", "1.00"}, {"stock", 7}}),
                InvalidField("stock"));
    EXPECT_EQ(admin().get(path(id)).at("stock"), "5");
}

TEST_P(Products, AreGoneOnceTheyAreDeleted) {
    const std::string id = std::to_string(shop().new_product("Quagga", "1.00", 5));
    const Response gone = admin().del(path(id));
    EXPECT_THAT(gone, HasStatus(204));
    EXPECT_EQ(gone.body, "");
    EXPECT_THAT(admin().get(path(id)), Refused(404, "not-found"));
    EXPECT_THAT(admin().patch(path(id), json::Object{{"name", "x"}}), Refused(404, "not-found"));
    EXPECT_THAT(admin().put(path(id), json::Object{{"name", "x"}, {"price", "1.00"}}), Refused(404, "not-found"));
    EXPECT_THAT(admin().del(path(id)), Refused(404, "not-found"));
    EXPECT_EQ(admin().get("/products?search=quagga").at("total"), "0");
}

TEST_P(Products, AreListedPageByPage) {
    for (int i = 0; i < 23; ++i) shop().new_product({{"name", "Paged"}, {"price", "1.00"}, {"category", "Many ones"}});
    const Api& api = admin();
    const Response first = api.get("/products?category=Many%20ones&per_page=10");
    ASSERT_THAT(first, HasStatus(200));
    EXPECT_EQ(first.at("page"), "1");
    EXPECT_EQ(first.at("per_page"), "10");
    EXPECT_EQ(first.at("total"), "23");
    EXPECT_EQ(first.at("pages"), "3");
    EXPECT_EQ(first.count("items"), 10U);
    EXPECT_EQ(api.get("/products?category=Many+ones").at("per_page"), "20");
    EXPECT_EQ(api.get("/products?category=Many%20ones&per_page=10&page=4").count("items"), 0U);
    EXPECT_EQ(api.get("/products?category=Many%20ones&per_page=100").count("items"), 23U);
}

std::map<std::string, std::string> links_of(const Response& response) {
    std::map<std::string, std::string> links;
    const std::string header = said(response, "Link");
    const std::regex link("<([^>]*)>; rel=\"([a-z]+)\"");
    for (std::sregex_iterator i(header.begin(), header.end(), link), end; i != end; ++i) links[(*i)[2]] = (*i)[1];
    return links;
}

TEST_P(Products, AreReachedByTheLinksOfTheirPages) {
    for (int i = 0; i < 7; ++i) shop().new_product({{"name", "Linked & found"}, {"price", "1.00"}, {"stock", i}});
    std::string next = "/api/v1/products?search=linked%20%26&per_page=3&sort=price";
    std::vector<std::string> seen;
    int pages = 0;
    Response page;
    while (!next.empty() && pages++ < 5) {
        page = admin().get(next);
        ASSERT_THAT(page, HasStatus(200));
        for (const std::string& id : page.each("items", "id")) seen.push_back(id);
        const auto links = links_of(page);
        EXPECT_EQ(links.count("prev"), page.at("page") == "1" ? 0U : 1U);
        EXPECT_EQ(admin().get(links.at("first")).at("page"), "1");
        EXPECT_EQ(admin().get(links.at("last")).at("page"), "3");
        next = links.count("next") == 1 ? links.at("next") : "";
    }
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(seen.size(), 7U);
    EXPECT_EQ(seen, admin().get("/products?search=linked&per_page=100&sort=price").each("items", "id"));
}

TEST_P(Products, AreFilteredByPriceAndStock) {
    for (const char* price : {"1.00", "2.00", "3.00"}) {
        shop().new_product(
            {{"name", price}, {"price", price}, {"category", "Priced"}, {"stock", price[0] == '2' ? 0 : 4}});
    }
    const auto names = [&](const std::string& more) {
        return admin().get("/products?category=Priced" + more).each("items", "name");
    };
    EXPECT_THAT(names("&min_price=2.00"), ElementsAre("2.00", "3.00"));
    EXPECT_THAT(names("&max_price=2"), ElementsAre("1.00", "2.00"));
    EXPECT_THAT(names("&min_price=1.01&max_price=2.99"), ElementsAre("2.00"));
    EXPECT_THAT(names("&min_price=3&max_price=1"), ElementsAre());
    EXPECT_THAT(names("&in_stock=true"), ElementsAre("1.00", "3.00"));
    EXPECT_THAT(names("&in_stock=false"), ElementsAre("2.00"));
    EXPECT_THAT(admin().get("/products?category=priced").each("items", "name"), ElementsAre());
}

TEST_P(Products, AreSortedAsAsked) {
    const std::pair<const char*, const char*> products[] = {
        {"banana", "2.00"}, {"Äpfel", "3.00"}, {"Apple", "1.00"}, {"Zebra", "2.00"}};
    for (const auto& [name, price] : products) {
        shop().new_product({{"name", name}, {"price", price}, {"category", "Sorted"}});
    }
    const auto names = [&](const std::string& sort) {
        return admin().get("/products?category=Sorted&sort=" + sort).each("items", "name");
    };
    EXPECT_THAT(names("name"), ElementsAre("Äpfel", "Apple", "banana", "Zebra"));
    EXPECT_THAT(names("-name"), ElementsAre("Zebra", "banana", "Apple", "Äpfel"));
    EXPECT_THAT(names("price"), ElementsAre("Apple", "banana", "Zebra", "Äpfel"));
    EXPECT_THAT(names("-price"), ElementsAre("Äpfel", "Zebra", "banana", "Apple"));
    EXPECT_THAT(names("created_at"), ElementsAre("banana", "Äpfel", "Apple", "Zebra"));
    EXPECT_THAT(names("-created_at"), ElementsAre("Zebra", "Apple", "Äpfel", "banana"));
    EXPECT_THAT(admin().get("/products?sort=colour"), InvalidField("sort"));
}

TEST_P(Products, AreCountedByCategory) {
    for (const char* category : {"Shelf B", "Shelf A", "Shelf B"}) {
        shop().new_product({{"name", "Thing"}, {"price", "1.00"}, {"category", category}});
    }
    const auto counts = [&] {
        std::vector<std::string> shelves;
        const Response response = admin().get("/categories");
        const std::vector<std::string> names = response.each("", "name");
        const std::vector<std::string> numbers = response.each("", "product_count");
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i].starts_with("Shelf")) shelves.push_back(names[i] + " " + numbers[i]);
        }
        return shelves;
    };
    EXPECT_THAT(counts(), ElementsAre("Shelf A 1", "Shelf B 2"));
    const Response only = admin().get("/products?category=Shelf%20A");
    admin().del(path(only.at("items.0.id")));
    EXPECT_THAT(counts(), ElementsAre("Shelf B 2"));
}

TILL_SHOP_TEST(Products);

}  // namespace
}  // namespace till::test

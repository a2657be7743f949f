#include <cstdlib>

#include "support/decoded.h"
#include "support/places.h"
#include "support/ports.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

std::string launcher() { return source_path("test/nginx/proxy"); }

/// An nginx that compresses, in front of a shop's API.
class Nginx {
 public:
    explicit Nginx(std::uint16_t shop)
        : port_(free_port()),
          process_(launcher(), {std::to_string(port_), "http://127.0.0.1:" + std::to_string(shop) + "/api/v1"}, {},
                   "") {
        process_.wait_for_port(port_);
    }

    /// Asks for gzip.
    Response send(std::string_view method, std::string_view path, Headers headers,
                  const std::optional<std::string>& body = std::nullopt) const {
        headers.emplace_back("Accept-Encoding", "gzip");
        if (body) headers.emplace_back("Content-Type", "application/json");
        return HttpClient(port_).send(method, path, headers, body);
    }

 private:
    std::uint16_t port_;
    Child process_;
};

class BehindNginx : public testing::TestWithParam<DatabaseKind> {};

TEST_P(BehindNginx, AProductIsSavedByTheTagThatCameThrough) {
    RunningShop shop(GetParam());
    const Nginx nginx(shop.process().port());
    for (const std::string& description : {std::string("short"), std::string(3000, 'x')}) {
        const std::string path =
            "/products/" +
            std::to_string(shop.new_product({{"name", "Tea"}, {"price", "1.00"}, {"description", description}}));
        const auto with = [&](const std::string& name, const std::string& value) {
            return Headers{{"Authorization", "Bearer " + shop.admin().token()}, {name, value}};
        };
        const Response read = nginx.send("GET", path, with("X-Nothing", ""));
        const std::string tag = read.header("ETag").value_or("(none)");
        EXPECT_EQ(read.header("Content-Encoding"), "gzip");
        EXPECT_EQ(tag.starts_with("W/"), description == "short") << "what is compressed already keeps its tag: " << tag;
        const Response saved = nginx.send("PATCH", path, with("If-Match", tag), R"({"price":"2.00"})");
        ASSERT_THAT(saved, HasStatus(200)) << tag;
        EXPECT_EQ(*json::parse(decoded(saved.body, "gzip")).find("price")->text(), "2.00");
        EXPECT_THAT(nginx.send("PATCH", path, with("If-Match", tag), R"({"price":"3.00"})"), HasStatus(412));
        EXPECT_THAT(nginx.send("GET", path, with("If-None-Match", tag)), HasStatus(200)) << "it is another now";
        const std::string new_tag = saved.header("ETag").value_or("(none)");
        EXPECT_THAT(nginx.send("GET", path, with("If-None-Match", new_tag)), HasStatus(304)) << new_tag;
    }
}

TILL_ON_BOTH_DATABASES(BehindNginx);

/// The suites that save with If-Match, once more, in a run of its own whose shops all stand behind nginx; but for the
/// tests of what a tag looks like, which nginx makes a weak one. On one database, as nginx does not know which it is.
TEST(TheTestsOfEdits, HoldBehindNginx) {
    if (std::getenv("TILL_TEST_PROXY") != nullptr) GTEST_SKIP() << "they run behind another proxy";
    const bool has_sqlite = databases_to_test().front().dialect == database::Dialect::sqlite;
    const Settings settings{{"TILL_TEST_PROXY", launcher()},
                            {"TILL_TEST_DATABASES", has_sqlite ? "sqlite" : "mariadb"},
                            {"TILL_TEST_PROGRAM", till_program()}};
    Child run("/proc/self/exe",
              {"--gtest_filter=ProductsWithIfMatch.*:CustomerUpkeep.*:AccountUpkeep.*:OrdersOnTheirWay.*:Images.*:"
               "Products.*:Customers.*:Accounts.*:Orders.*"
               "-*AreAnsweredWithTheTagOfTheirVersion*:*ForNoneWithATagThatWasMadeUp*:*AtTheVersionThatWasSeen*"},
              settings, "");
    EXPECT_EQ(run.wait(), 0) << run.output() << run.errors();
    for (const char* suite : {"ProductsWithIfMatch", "CustomerUpkeep", "AccountUpkeep", "OrdersOnTheirWay", "Images",
                              "Products", "Customers", "Accounts", "Orders"}) {
        EXPECT_THAT(run.output(), testing::HasSubstr(std::string(" ") + suite + ".")) << "no such test ran";
    }
}

}  // namespace
}  // namespace till::test

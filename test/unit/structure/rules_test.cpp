#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/structure/feature_layers.h"
#include "unit/structure/shapes.h"
#include "unit/structure/structure.h"

// Each rule gets an example that it has to find, and one that it has to accept.
namespace till::structure {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Components small_shop = read_components(
    "till_platform(text LINKS x)\n"
    "till_platform(http ON text\n              PUBLIC_LINKS Boost::headers)\n"
    "till_layer(kernel FOLDER shop/kernel PLATFORM text)\n"
    "till_layer(api FOLDER api ON kernel PLATFORM http)\n"
    "till_feature(catalogue)\n"
    "till_feature(orders ON catalogue LINKS y)\n"
    "till_layer(app FOLDER app ON ${TILL_FEATURES})\n"
    "till_feature(later)\n");

TEST(StructureRules, AComponentReachesEverythingThatItStandsOn) {
    EXPECT_THAT(small_shop.at("platform/text"), ElementsAre("platform/text"));
    EXPECT_THAT(small_shop.at("shop/orders"),
                ElementsAre("api", "platform/http", "platform/text", "shop/catalogue", "shop/kernel", "shop/orders"));
    EXPECT_THAT(small_shop.at("app"), ElementsAre("api", "app", "platform/http", "platform/text", "shop/catalogue",
                                                  "shop/kernel", "shop/orders"));
}

TEST(StructureRules, TheComponentIsTheFolder) {
    EXPECT_EQ(component_of("commands/serve.cpp"), "commands");
    EXPECT_EQ(component_of("shop/orders/order.h"), "shop/orders");
    EXPECT_EQ(component_of("platform/text/unicode.h"), "platform/text");
    EXPECT_EQ(component_of("main.cpp"), "main");
}

TEST(StructureRules, IncludesAreFoundHoweverTheyAreWritten) {
    const auto includes = includes_of("#include <vector>\n  #  include \"a/b.h\"\n// #include \"c.h\"\n");
    ASSERT_THAT(includes, SizeIs(2));
    EXPECT_EQ(includes[0].header, "vector");
    EXPECT_FALSE(includes[0].quoted);
    EXPECT_EQ(includes[1].header, "a/b.h");
    EXPECT_TRUE(includes[1].quoted);
}

TEST(StructureRules, AnIncludeDownwardsIsFine) {
    EXPECT_THAT(wrong_directions({"shop/orders/a.cpp", "#include \"platform/text/b.h\"\n#include <map>\n"}, small_shop),
                IsEmpty());
    EXPECT_THAT(wrong_directions({"main.cpp", "#include \"app/b.h\"\n"}, small_shop), IsEmpty());
    EXPECT_THAT(wrong_directions({"api/a.cpp", "#include \"embedded/pages.h\"\n"}, small_shop), IsEmpty());
}

TEST(StructureRules, AnIncludeUpwardsIsFound) {
    EXPECT_THAT(wrong_directions({"shop/catalogue/a.h", "#include \"shop/orders/b.h\"\n"}, small_shop),
                ElementsAre("shop/catalogue/a.h includes \"shop/orders/b.h\", which shop/catalogue does not stand on"));
    EXPECT_THAT(wrong_directions({"api/a.h", "#include <shop/orders/b.h>\n"}, small_shop), SizeIs(1));
}

TEST(StructureRules, AnIncludeOfANeighbourIsFound) {
    EXPECT_THAT(wrong_directions({"shop/kernel/a.h", "#include \"platform/http/server.h\"\n"}, small_shop), SizeIs(1));
}

TEST(StructureRules, AnIncludeOfNoComponentIsFound) {
    EXPECT_THAT(wrong_directions({"api/a.h", "#include \"elsewhere/b.h\"\n"}, small_shop),
                ElementsAre(HasSubstr("in no component")));
    EXPECT_THAT(wrong_directions({"api/a.h", "#include \"sibling.h\"\n"}, small_shop), SizeIs(1));
}

TEST(StructureRules, AFolderThatIsNoComponentMayIncludeNothing) {
    EXPECT_THAT(wrong_directions({"attic/a.h", "#include \"platform/text/b.h\"\n"}, small_shop), SizeIs(1));
}

TEST(StructureRules, ACycleIsFoundHoweverLongItIs) {
    EXPECT_THAT(include_cycles({{"a.h", "#include \"b.h\"\n"}, {"a.cpp", "#include \"a.h\"\n"}, {"b.h", ""}}),
                IsEmpty());
    EXPECT_THAT(include_cycles({{"a.h", "#include \"b.h\"\n"}, {"b.h", ""}, {"b.cpp", "#include \"a.h\"\n"}}),
                ElementsAre("a b"));
    EXPECT_THAT(include_cycles({{"a.h", "#include \"b.h\"\n#include \"d.h\"\n"},
                                {"b.h", "#include \"c.h\"\n"},
                                {"c.cpp", "#include \"a.h\"\n"},
                                {"d.h", "#include \"c.h\"\n"}}),
                SizeIs(1));
}

TEST(StructureRules, ALibraryWhereItIsHiddenIsFine) {
    EXPECT_THAT(escaped_libraries({"platform/http/a.cpp", "#include <boost/asio.hpp>\n"}), IsEmpty());
    EXPECT_THAT(escaped_libraries({"main.cpp", "#include <CLI/CLI.hpp>\n"}), IsEmpty());
    EXPECT_THAT(escaped_libraries({"platform/time/a.cpp", "#include <vector>\n"}), IsEmpty());
}

class EscapedLibrary : public ::testing::TestWithParam<const char*> {};

TEST_P(EscapedLibrary, IsFound) {
    const std::string text = std::string("#include <") + GetParam() + ">\n";
    EXPECT_THAT(escaped_libraries({"shop/orders/a.cpp", text}), ElementsAre(HasSubstr("is hidden in")));
}

INSTANTIATE_TEST_SUITE_P(Every, EscapedLibrary,
                         ::testing::Values("boost/asio/io_context.hpp", "boost/beast.hpp", "boost/json.hpp",
                                           "soci/soci.h", "sqlite3.h", "mysql.h", "mariadb/mysql.h", "toml++/toml.h",
                                           "jwt.h", "sodium.h", "prometheus/counter.h", "CLI/CLI.hpp"));

class WrongLayer : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(WrongLayer, IsFound) {
    const auto& [path, header] = GetParam();
    const std::string text = std::string("#include \"") + header + "\"\n";
    EXPECT_THAT(wrong_layers({path, text}), ElementsAre(HasSubstr(header)));
}

INSTANTIATE_TEST_SUITE_P(
    Every, WrongLayer,
    ::testing::Values(std::pair("shop/orders/order_routes.cpp", "shop/orders/order_service.h"),
                      std::pair("shop/orders/order_controller.h", "shop/orders/order_repository.h"),
                      std::pair("shop/orders/order_controller.cpp", "shop/orders/order_routes.h"),
                      std::pair("shop/orders/order_schema.cpp", "platform/database/sql_session.h"),
                      std::pair("shop/orders/order_schema.h", "shop/orders/sql_order_repository.h"),
                      std::pair("shop/orders/order_service.h", "platform/http/message.h"),
                      std::pair("shop/orders/order_service.h", "platform/json/json.h"),
                      std::pair("shop/orders/order_service.cpp", "api/exchange.h"),
                      std::pair("shop/orders/order_service.cpp", "shop/orders/order_schema.h"),
                      std::pair("shop/orders/order_service.cpp", "shop/orders/sql_order_repository.h"),
                      std::pair("shop/orders/order_service.cpp", "shop/carts/cart_repository.h"),
                      std::pair("shop/orders/order_repository.h", "shop/orders/order_service.h"),
                      std::pair("shop/orders/sql_order_repository.cpp", "shop/orders/order_service.h"),
                      std::pair("shop/orders/sql_order_repository.cpp", "shop/carts/sql_cart_repository.h"),
                      std::pair("shop/orders/order.h", "shop/orders/order_controller.h"),
                      std::pair("shop/orders/orders_module.cpp", "shop/carts/cart_repository.h")));

class RightLayer : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(RightLayer, IsLetPass) {
    const auto& [path, header] = GetParam();
    EXPECT_THAT(wrong_layers({path, std::string("#include \"") + header + "\"\n"}), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Every, RightLayer,
    ::testing::Values(std::pair("shop/orders/order_routes.h", "shop/orders/order_controller.h"),
                      std::pair("shop/orders/order_routes.cpp", "shop/catalogue/product_schema.h"),
                      std::pair("shop/orders/order_controller.h", "shop/orders/order_service.h"),
                      std::pair("shop/orders/order_service.h", "shop/orders/order_repository.h"),
                      std::pair("shop/orders/order_service.h", "shop/carts/cart_service.h"),
                      std::pair("shop/orders/sql_order_repository.h", "shop/orders/order_repository.h"),
                      std::pair("shop/orders/order_repository.h", "platform/database/sql_session.h"),
                      std::pair("shop/orders/orders_module.h", "shop/orders/sql_order_repository.h"),
                      std::pair("shop/kernel/listing.cpp", "platform/database/sql_session.h"),
                      std::pair("app/shop.h", "shop/orders/orders_module.h")));

TEST(StructureRules, SqlOutsideOfARepositoryIsFound) {
    const std::string text = "return session.value(\"SELECT id FROM orders\");\n";
    EXPECT_THAT(wrong_layers({"shop/orders/order_service.cpp", text}),
                ElementsAre("shop/orders/order_service.cpp holds SQL"));
    EXPECT_THAT(wrong_layers({"shop/orders/order_repository.h", text}), SizeIs(1));
    EXPECT_THAT(wrong_layers({"shop/orders/sql_order_repository.cpp", text}), IsEmpty());
}

TEST(StructureRules, ALongFileIsFound) {
    EXPECT_THAT(wrong_shapes({"a.cpp", std::string(400, '\n')}), IsEmpty());
    EXPECT_THAT(wrong_shapes({"a.cpp", std::string(401, '\n')}), ElementsAre("a.cpp has 401 lines"));
}

TEST(StructureRules, AHeaderWithoutAGuardIsFound) {
    EXPECT_THAT(wrong_shapes({"a.h", "#pragma once\n"}), IsEmpty());
    EXPECT_THAT(wrong_shapes({"a.h", "struct A {};\n"}), ElementsAre("a.h has no #pragma once"));
    EXPECT_THAT(wrong_shapes({"a.cpp", "struct A {};\n"}), IsEmpty());
}

std::string function_of(int lines, const std::string& indent = "") {
    std::string text = indent + "int f(int a,\n" + indent + "      int b) {\n";
    for (int line = 3; line < lines; ++line) text += indent + "    if (a) {\n";
    return text + indent + "}\n";
}

TEST(StructureRules, ALongFunctionIsFound) {
    EXPECT_THAT(long_functions({"a.cpp", function_of(60) + "\n" + function_of(60)}), IsEmpty());
    EXPECT_THAT(long_functions({"a.cpp", "namespace a {\n\n" + function_of(61) + "\n}  // namespace a\n"}),
                ElementsAre("a.cpp: int f(int a,: 61 lines"));
}

TEST(StructureRules, ALongFunctionIsFoundInAClass) {
    const auto class_with = [](int lines) { return "class A {\n public:\n" + function_of(lines, "    ") + "};\n"; };
    EXPECT_THAT(long_functions({"a.h", class_with(60)}), IsEmpty());
    EXPECT_THAT(long_functions({"a.h", class_with(61)}), SizeIs(1));
}

TEST(StructureRules, ALongTableIsLetPass) {
    EXPECT_THAT(long_functions({"shop/orders/order_routes.cpp", function_of(100)}), IsEmpty());
}

TEST(StructureRules, AGapOrADoubleNumberInTheMigrationsIsFound) {
    EXPECT_THAT(wrong_migrations({"0002_b.sql", "0001_a.sql"}, {"0001_a.sql", "0002_c.sql"}), IsEmpty());
    EXPECT_THAT(wrong_migrations({"0001_a.sql", "0003_b.sql"}, {"0001_a.sql", "0002_b.sql"}),
                ElementsAre(HasSubstr("sqlite/0003_b.sql")));
    EXPECT_THAT(wrong_migrations({"0001_a.sql"}, {"0001_a.sql", "0001_b.sql"}), SizeIs(2));
}

TEST(StructureRules, AMigrationOfOneDatabaseOnlyIsFound) {
    EXPECT_THAT(wrong_migrations({"0001_a.sql", "0002_b.sql"}, {"0001_a.sql"}),
                ElementsAre("sqlite has 2 migrations and mysql 1"));
}

}  // namespace
}  // namespace till::structure

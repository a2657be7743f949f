#include "unit/structure/house.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/places.h"

namespace till::house {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::filesystem::path root = test::source_path();

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Source> all_sources() {
    std::vector<Source> sources;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "src")) {
        const auto extension = entry.path().extension();
        if (extension != ".h" && extension != ".cpp") continue;
        sources.push_back({std::filesystem::relative(entry.path(), root / "src").string(), read_file(entry.path())});
    }
    return sources;
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

const Floors small_house = read_floors(
    "till_floor(utils LINKS x)\n"
    "till_floor(models ON utils)\n"
    "till_floor(http ON utils LINKS Boost::headers)\n"
    "till_floor(services ON models)\n");

TEST(House, EveryFileIncludesOnlyItsOwnFloorAndThoseBelow) {
    const Floors floors = read_floors(read_file(root / "CMakeLists.txt"));
    for (const Source& source : all_sources()) EXPECT_THAT(wrong_directions(source, floors), IsEmpty());
}

TEST(House, LibrariesStayOnTheFloorThatHidesThem) {
    for (const Source& source : all_sources()) EXPECT_THAT(escaped_libraries(source), IsEmpty());
}

TEST(House, FilesAreShortAndHeadersAreGuarded) {
    for (const Source& source : all_sources()) EXPECT_THAT(wrong_shapes(source), IsEmpty());
}

TEST(House, MigrationsAreNumberedWithoutGapsAndTheSameForBothDatabases) {
    const std::vector<std::string> sqlite = names_in(root / "migrations" / "sqlite");
    EXPECT_THAT(sqlite, Contains(HasSubstr("0001_")));
    EXPECT_THAT(wrong_migrations(sqlite, names_in(root / "migrations" / "mysql")), IsEmpty());
}

TEST(House, HasEveryFloorOfTheDesignAndSourcesToLookAt) {
    const Floors floors = read_floors(read_file(root / "CMakeLists.txt"));
    for (const char* floor :
         {"utils", "config", "limits", "http", "database", "caching", "security", "imaging", "compression", "models",
          "repositories", "schemas", "services", "middleware", "controllers", "routes", "app", "commands"}) {
        EXPECT_TRUE(floors.contains(floor)) << floor;
        EXPECT_TRUE(floors.at(floor).contains("utils")) << floor;
    }
    EXPECT_THAT(all_sources(), Contains(::testing::Field(&Source::path, "utils/refusal.h")));
}

TEST(House, TheGroundFloorsKnowNothingOfAShopNorOfEachOther) {
    const Floors floors = read_floors(read_file(root / "CMakeLists.txt"));
    for (const char* floor : {"http", "database", "caching", "security", "config", "limits"}) {
        EXPECT_THAT(floors.at(floor),
                    ElementsAre(std::min<std::string>(floor, "utils"), std::max<std::string>(floor, "utils")));
    }
}

TEST(HouseRules, AFloorReachesEverythingThatItStandsOn) {
    EXPECT_THAT(small_house.at("services"), ElementsAre("models", "services", "utils"));
    EXPECT_THAT(small_house.at("utils"), ElementsAre("utils"));
}

TEST(HouseRules, TheFloorIsTheFirstFolder) {
    EXPECT_EQ(floor_of("commands/serve.cpp"), "commands");
    EXPECT_EQ(floor_of("main.cpp"), "main");
}

TEST(HouseRules, IncludesAreFoundHoweverTheyAreWritten) {
    const auto includes = includes_of("#include <vector>\n  #  include \"a/b.h\"\n// #include \"c.h\"\n");
    ASSERT_THAT(includes, SizeIs(2));
    EXPECT_EQ(includes[0].header, "vector");
    EXPECT_FALSE(includes[0].quoted);
    EXPECT_EQ(includes[1].header, "a/b.h");
    EXPECT_TRUE(includes[1].quoted);
}

TEST(HouseRules, AnIncludeDownwardsIsFine) {
    EXPECT_THAT(wrong_directions({"services/a.cpp", "#include \"utils/b.h\"\n#include <map>\n"}, small_house),
                IsEmpty());
    EXPECT_THAT(wrong_directions({"main.cpp", "#include \"services/b.h\"\n"}, small_house), IsEmpty());
    EXPECT_THAT(wrong_directions({"models/a.cpp", "#include \"embedded/pages.h\"\n"}, small_house), IsEmpty());
}

TEST(HouseRules, AnIncludeUpwardsIsFound) {
    EXPECT_THAT(wrong_directions({"models/a.h", "#include \"services/b.h\"\n"}, small_house),
                ElementsAre("models/a.h includes \"services/b.h\", which is not below models"));
    EXPECT_THAT(wrong_directions({"models/a.h", "#include <services/b.h>\n"}, small_house), SizeIs(1));
}

TEST(HouseRules, AnIncludeOfANeighbourIsFound) {
    EXPECT_THAT(wrong_directions({"services/a.h", "#include \"http/server.h\"\n"}, small_house), SizeIs(1));
}

TEST(HouseRules, AnIncludeOfNoFloorIsFound) {
    EXPECT_THAT(wrong_directions({"models/a.h", "#include \"elsewhere/b.h\"\n"}, small_house),
                ElementsAre(HasSubstr("on no floor")));
    EXPECT_THAT(wrong_directions({"models/a.h", "#include \"sibling.h\"\n"}, small_house), SizeIs(1));
}

TEST(HouseRules, AFolderThatIsNoFloorMayIncludeNothingOfOurs) {
    EXPECT_THAT(wrong_directions({"attic/a.h", "#include \"utils/b.h\"\n"}, small_house), SizeIs(1));
}

TEST(HouseRules, ALibraryAtHomeIsFine) {
    EXPECT_THAT(escaped_libraries({"http/a.cpp", "#include <boost/asio.hpp>\n"}), IsEmpty());
    EXPECT_THAT(escaped_libraries({"main.cpp", "#include <CLI/CLI.hpp>\n"}), IsEmpty());
    EXPECT_THAT(escaped_libraries({"models/a.cpp", "#include <boost/json.hpp>\n"}), IsEmpty());
}

class EscapedLibrary : public ::testing::TestWithParam<const char*> {};

TEST_P(EscapedLibrary, IsFound) {
    const std::string text = std::string("#include <") + GetParam() + ">\n";
    EXPECT_THAT(escaped_libraries({"services/a.cpp", text}), ElementsAre(HasSubstr("is hidden in")));
}

INSTANTIATE_TEST_SUITE_P(Every, EscapedLibrary,
                         ::testing::Values("boost/asio/io_context.hpp", "boost/beast.hpp", "soci/soci.h", "sqlite3.h",
                                           "mysql.h", "mariadb/mysql.h", "toml++/toml.h", "jwt.h", "sodium.h",
                                           "CLI/CLI.hpp"));

TEST(HouseRules, ALongFileIsFound) {
    EXPECT_THAT(wrong_shapes({"a.cpp", std::string(400, '\n')}), IsEmpty());
    EXPECT_THAT(wrong_shapes({"a.cpp", std::string(401, '\n')}), ElementsAre("a.cpp has 401 lines"));
}

TEST(HouseRules, AHeaderWithoutAGuardIsFound) {
    EXPECT_THAT(wrong_shapes({"a.h", "#pragma once\n"}), IsEmpty());
    EXPECT_THAT(wrong_shapes({"a.h", "struct A {};\n"}), ElementsAre("a.h has no #pragma once"));
    EXPECT_THAT(wrong_shapes({"a.cpp", "struct A {};\n"}), IsEmpty());
}

TEST(HouseRules, AGapOrADoubleNumberInTheMigrationsIsFound) {
    EXPECT_THAT(wrong_migrations({"0002_b.sql", "0001_a.sql"}, {"0001_a.sql", "0002_c.sql"}), IsEmpty());
    EXPECT_THAT(wrong_migrations({"0001_a.sql", "0003_b.sql"}, {"0001_a.sql", "0002_b.sql"}),
                ElementsAre(HasSubstr("sqlite/0003_b.sql")));
    EXPECT_THAT(wrong_migrations({"0001_a.sql"}, {"0001_a.sql", "0001_b.sql"}), SizeIs(2));
}

TEST(HouseRules, AMigrationOfOneDatabaseOnlyIsFound) {
    EXPECT_THAT(wrong_migrations({"0001_a.sql", "0002_b.sql"}, {"0001_a.sql"}),
                ElementsAre("sqlite has 2 migrations and mysql 1"));
}

}  // namespace
}  // namespace till::house

#include "unit/structure/structure.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/places.h"
#include "unit/structure/feature_layers.h"
#include "unit/structure/shapes.h"

namespace till::structure {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::StartsWith;

const std::filesystem::path root = test::source_path();

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::vector<Source>& all_sources() {
    static const std::vector<Source> all = [] {
        std::vector<Source> sources;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "src")) {
            const auto extension = entry.path().extension();
            if (extension != ".h" && extension != ".cpp") continue;
            sources.push_back(
                {std::filesystem::relative(entry.path(), root / "src").string(), read_file(entry.path())});
        }
        return sources;
    }();
    return all;
}

const Components& components() {
    static const Components all = read_components(read_file(root / "CMakeLists.txt"));
    return all;
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

TEST(TheStructure, LetsEveryFileIncludeOnlyWhatItsComponentStandsOn) {
    for (const Source& source : all_sources()) EXPECT_THAT(wrong_directions(source, components()), IsEmpty());
}

TEST(TheStructure, HasLayersInsideOfEveryFeature) {
    for (const Source& source : all_sources()) EXPECT_THAT(wrong_layers(source), IsEmpty());
}

// An offer is a part of a product, and only read.
TEST(TheStructure, HasEveryMappingTested) {
    const std::string tests = read_file(root / "test/repositories/mapped_fields_test.cpp");
    const std::regex function(R"(\b(\w+_mapping)\(\) \{)");
    int mappings = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "src")) {
        if (!entry.path().filename().string().ends_with("_mapping.h")) continue;
        const std::string header = read_file(entry.path());
        for (std::sregex_iterator found(header.begin(), header.end(), function); found != std::sregex_iterator();
             ++found) {
            const std::string name = (*found)[1];
            ++mappings;
            EXPECT_TRUE(name == "offer_mapping" || tests.find(name + "()") != std::string::npos)
                << "fill, write and read " << name << "() in test/repositories/mapped_fields_test.cpp";
        }
    }
    EXPECT_GE(mappings, 10);
}

TEST(TheStructure, HasNoCycles) { EXPECT_THAT(include_cycles(all_sources()), IsEmpty()); }

TEST(TheStructure, HidesLibrariesInOneComponentEach) {
    for (const Source& source : all_sources()) EXPECT_THAT(escaped_libraries(source), IsEmpty());
}

TEST(TheStructure, HasShortFilesAndGuardedHeaders) {
    for (const Source& source : all_sources()) EXPECT_THAT(wrong_shapes(source), IsEmpty());
}

TEST(TheStructure, HasShortFunctions) {
    for (const Source& source : all_sources()) EXPECT_THAT(long_functions(source), IsEmpty());
}

TEST(TheStructure, HasTheSameMigrationsForBothDatabases) {
    EXPECT_THAT(wrong_migrations(names_in(root / "migrations" / "sqlite"), names_in(root / "migrations" / "mysql")),
                IsEmpty());
}

TEST(TheStructure, HasComponentsAndSourcesToLookAt) {
    for (const char* component : {"platform/text", "platform/http", "platform/database", "shop/kernel", "api",
                                  "shop/catalogue", "shop/orders", "app", "commands"}) {
        EXPECT_TRUE(components().contains(component)) << component;
    }
    EXPECT_THAT(components().at("app"), IsSupersetOf({"shop/orders", "shop/transfer", "api", "platform/http"}));
    EXPECT_THAT(all_sources(), Contains(::testing::Field(&Source::path, "platform/errors/refusal.h")));
}

TEST(TheStructure, HasAPlatformThatKnowsNoShopAndAnApiThatKnowsNoFeature) {
    for (const auto& [component, below] : components()) {
        if (!component.starts_with("platform/")) continue;
        EXPECT_THAT(below, Each(StartsWith("platform/"))) << component;
    }
    for (const std::string& component : components().at("api")) {
        EXPECT_TRUE(component == "api" || component == "shop/kernel" || component.starts_with("platform/"))
            << component;
    }
    EXPECT_THAT(components().at("shop/kernel"), Not(Contains("api")));
}

}  // namespace
}  // namespace till::structure

#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/config/configuration.h"
#include "platform/config/keys.h"
#include "unit/platform/config/configuration_file.h"

namespace till {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST_F(ConfigurationFile, IsPrintedWithWhereEachValueIsFrom) {
    const std::string text = describe(load("[server]\nthreads = 2\n", {{"TILL_LOG_LEVEL", "warn"}}));
    EXPECT_THAT(text, AllOf(HasSubstr("threads = 2  # " + at(2)), HasSubstr("level = \"warn\"  # TILL_LOG_LEVEL"),
                            HasSubstr("workers = 64  # default")));
}

TEST_F(ConfigurationFile, IsPrintedWithItsListsAndTables) {
    const std::string toml =
        "[cors]\norigins = [\"https://a.b\", \"https://c.d\"]\n[limits.routes]\nplaceOrder = \"1 per day; 2/hour\"\n";
    const std::string text = describe(load(toml));
    EXPECT_THAT(text,
                AllOf(HasSubstr("origins = [\"https://a.b\", \"https://c.d\"]  # " + at(2)),
                      HasSubstr("\n[limits.routes]  # " + at(3) + "\nplaceOrder = \"1 per day; 2/hour\"  # " + at(4)),
                      HasSubstr("\n[limits.roles]  # default\n"), HasSubstr("\nstaff = \"products:read")));
    const Configuration again = load(text);
    EXPECT_EQ(again.cors.origins, load(toml).cors.origins);
    EXPECT_EQ(again.limits.routes, load(toml).limits.routes);
    EXPECT_EQ(again.access.roles, Configuration().access.roles);
}

TEST_F(ConfigurationFile, IsPrintedWithoutSecrets) {
    const std::string text =
        describe(load("[tokens]\nsecret = \"0123456789abcdef\"\n"
                      "[database]\nurl = \"mysql://till:hunter@2@host:3306/till\"\n"));
    EXPECT_THAT(text, AllOf(HasSubstr("secret = \"********\""), HasSubstr("\"mysql://till:********@host:3306/till\""),
                            Not(HasSubstr("0123456789")), Not(HasSubstr("hunter"))));
}

TEST_F(ConfigurationFile, CanBeMadeFromWhatIsPrinted) {
    const std::string printed = describe(load("[tokens]\nissuer = \"a \\\"quoted\\\" \\\\ \\n name\"\n"));
    EXPECT_EQ(load(printed).tokens.issuer, "a \"quoted\" \\ \n name");
}

TEST(ConfigurationKeys, PutTablesLastInTheirSections) {
    for (const config::Section& section : config::sections()) {
        bool table_seen = false;
        for (const config::Key& key : section.keys) {
            const bool is_table = std::holds_alternative<config::TextTable>(key.get(Configuration()));
            EXPECT_TRUE(is_table || !table_seen) << key.path() << " would belong to the table above it";
            table_seen = is_table;
        }
    }
}

}  // namespace
}  // namespace till

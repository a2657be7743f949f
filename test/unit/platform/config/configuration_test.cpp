#include "platform/config/configuration.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>  // NOLINT: setenv is not in <cstdlib>

#include "unit/platform/config/configuration_file.h"

namespace till {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

TEST(Configuration, HasItsDefaultsWithoutAnything) {
    const Configuration configuration = load_configuration(std::nullopt, {});
    EXPECT_EQ(configuration.server.listen, "127.0.0.1:8080");
    EXPECT_EQ(configuration.server.management, "127.0.0.1:9090");
    EXPECT_EQ(configuration.database.url, "sqlite:till.db");
    EXPECT_EQ(configuration.tokens.minutes, 60min);
    EXPECT_EQ(configuration.store.currency, "USD");
    EXPECT_TRUE(configuration.tokens.secret.empty());
    EXPECT_TRUE(configuration.sources.empty());
}

TEST(Configuration, IsClosedByDefault) {
    const Configuration configuration = load_configuration(std::nullopt, {});
    EXPECT_EQ(configuration.limits.default_limits, "100 per day");
    EXPECT_THAT(configuration.limits.routes, IsEmpty());
    EXPECT_THAT(configuration.limits.roles, IsEmpty());
    EXPECT_THAT(configuration.server.trusted_proxies, IsEmpty());
    EXPECT_THAT(configuration.cors.origins, IsEmpty());
    EXPECT_FALSE(configuration.access.public_catalogue);
    EXPECT_FALSE(configuration.access.registration);
    EXPECT_THAT(configuration.access.roles, ElementsAre(Pair("staff", HasSubstr("stock:write"))));
    EXPECT_EQ(configuration.tokens.refresh_days, std::chrono::days(30));
    EXPECT_EQ(configuration.tokens.family_days, std::chrono::days(90));
    EXPECT_EQ(configuration.tokens.recheck_seconds, 1s);
}

TEST_F(ConfigurationFile, GivesListsAndTables) {
    const Configuration configuration = load(
        "[server]\ntrusted_proxies = [\"10.0.0.0/8\",\n  \"::1\"]\n"
        "[limits]\ndefault = \"\"\nroles = { admin = \"9/day\" }\n"
        "[limits.routes]\nplaceOrder = \"10 per minute; 100/day\"\nshowCart = \"\"\n");
    EXPECT_THAT(configuration.server.trusted_proxies, ElementsAre("10.0.0.0/8", "::1"));
    EXPECT_EQ(configuration.limits.default_limits, "");
    EXPECT_THAT(configuration.limits.roles, ElementsAre(Pair("admin", "9/day")));
    EXPECT_THAT(configuration.limits.routes,
                ElementsAre(Pair("placeOrder", "10 per minute; 100/day"), Pair("showCart", "")));
    EXPECT_EQ(configuration.sources.at("limits.routes"), at(7));
    EXPECT_EQ(configuration.sources.at("limits.routes.showCart"), at(9));
}

TEST(Configuration, TakesListsAndTablesFromVariables) {
    const Configuration configuration =
        load_configuration(std::nullopt, {{"TILL_SERVER_TRUSTED_PROXIES", " 10.0.0.0/8 ,::1"},
                                          {"TILL_CORS_ORIGINS", ""},
                                          {"TILL_ACCESS_ROLES", " "},
                                          {"TILL_LIMITS_ROUTES", "placeOrder=10 per minute; 100/day, showCart = "}});
    EXPECT_THAT(configuration.server.trusted_proxies, ElementsAre("10.0.0.0/8", "::1"));
    EXPECT_THAT(configuration.cors.origins, IsEmpty());
    EXPECT_THAT(configuration.access.roles, IsEmpty()) << "what is given replaces the default";
    EXPECT_THAT(configuration.limits.routes,
                ElementsAre(Pair("placeOrder", "10 per minute; 100/day"), Pair("showCart", "")));
    EXPECT_EQ(configuration.sources.at("limits.routes.placeOrder"), "TILL_LIMITS_ROUTES");
}

TEST_F(ConfigurationFile, GivesWayToTheEnvironmentTableByTable) {
    const Configuration configuration = load("[limits.routes]\nshowCart = \"1/day\"\n[limits.roles]\nadmin = \"\"",
                                             {{"TILL_LIMITS_ROUTES", "a=2/day"}});
    EXPECT_THAT(configuration.limits.routes, ElementsAre(Pair("a", "2/day")));
    EXPECT_THAT(configuration.limits.roles, ElementsAre(Pair("admin", "")));
    EXPECT_FALSE(configuration.sources.contains("limits.routes.showCart"));
}

TEST_F(ConfigurationFile, GivesEveryKindOfValue) {
    const Configuration configuration = load(
        "[server]\nlisten = \"0.0.0.0:80\"\nthreads = 2\nidle_timeout_seconds = 5\n"
        "[database]\nmigrate_at_start = true\ngather_microseconds = 0\n");
    EXPECT_EQ(configuration.server.listen, "0.0.0.0:80");
    EXPECT_EQ(configuration.server.threads, 2U);
    EXPECT_EQ(configuration.server.idle_timeout_seconds, 5s);
    EXPECT_TRUE(configuration.database.migrate_at_start);
    EXPECT_EQ(configuration.database.gather_microseconds, 0us);
    EXPECT_EQ(configuration.server.workers, 64U);
}

TEST_F(ConfigurationFile, GivesWayToTheEnvironment) {
    const Configuration configuration =
        load("[server]\nthreads = 2\nworkers = 3\n", {{"TILL_SERVER_THREADS", "4"}, {"TILL_STORE_CURRENCY", "GBP"}});
    EXPECT_EQ(configuration.server.threads, 4U);
    EXPECT_EQ(configuration.server.workers, 3U);
    EXPECT_EQ(configuration.store.currency, "GBP");
    EXPECT_EQ(configuration.sources.at("server.threads"), "TILL_SERVER_THREADS");
    EXPECT_EQ(configuration.sources.at("server.workers"), at(3));
}

TEST(Configuration, TakesTheAddressesItShould) {
    for (const std::string address : {"127.0.0.1:0", "[::1]:8080", "localhost:65535"}) {
        EXPECT_EQ(load_configuration(std::nullopt, {{"TILL_SERVER_LISTEN", address}}).server.listen, address);
    }
    EXPECT_EQ(load_configuration(std::nullopt, {{"TILL_SERVER_MANAGEMENT", ""}}).server.management, "");
}

TEST(Configuration, LeavesOtherVariablesAlone) {
    EXPECT_EQ(refused({{"PATH", "/bin"}, {"TILL_CONFIG", "x"}, {"TILL_TEST_DATABASES", "sqlite"}}), "");
    EXPECT_THAT(refused({{"TILL_FOO", "1"}}), HasSubstr("TILL_FOO: there is no such key"));
}

TEST(Configuration, ReadsItsVariablesFromTheProcess) {
    ASSERT_EQ(setenv("TILL_TEST_ENVIRONMENT", "a=b", 1), 0);
    EXPECT_EQ(environment().at("TILL_TEST_ENVIRONMENT"), "a=b");
    EXPECT_FALSE(environment().contains("PATH"));
    unsetenv("TILL_TEST_ENVIRONMENT");
}

}  // namespace
}  // namespace till

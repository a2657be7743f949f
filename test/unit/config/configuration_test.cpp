#include "config/configuration.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>  // NOLINT: setenv is not in <cstdlib>

#include "config/keys.h"
#include "support/temporary_folder.h"

namespace till {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using Environment = std::map<std::string, std::string>;

class ConfigurationFile : public testing::Test {
 protected:
    Configuration load(const std::string& toml, const Environment& environment = {}) {
        std::ofstream(file_, std::ios::binary) << toml;
        return load_configuration(file_, environment);
    }

    std::string refusal(const std::string& toml, const Environment& environment = {}) {
        try {
            load(toml, environment);
        } catch (const ConfigurationError& error) {
            return error.what();
        }
        return "";
    }

    std::string at(int line) const { return file_.string() + ":" + std::to_string(line); }

    test::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "till.toml";
};

std::string refused(const Environment& environment) {
    try {
        load_configuration(std::nullopt, environment);
    } catch (const ConfigurationError& error) {
        return error.what();
    }
    return "";
}

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

TEST_F(ConfigurationFile, IsRefusedWithAllProblemsAtOnce) {
    const std::string problems = refusal("[server]\nlisten = 8080\nthreads = 0\nworkerz = 1\n[shop]\nname = \"x\"\n",
                                         {{"TILL_PAGES_MAX", "many"}, {"TILL_SEVER_LISTEN", "x"}});
    EXPECT_THAT(problems, AllOf(HasSubstr(at(2) + ": server.listen: has to be a text"),
                                HasSubstr(at(3) + ": server.threads: has to be 1 to 64, not 0"),
                                HasSubstr(at(4) + ": server.workerz: there is no such key; [server] has listen"),
                                HasSubstr(at(5) + ": shop: there is no such section"),
                                HasSubstr("TILL_PAGES_MAX: pages.max: has to be a whole number"),
                                HasSubstr("TILL_SEVER_LISTEN: there is no such key")));
    EXPECT_EQ(std::count(problems.begin(), problems.end(), '\n'), 5);
}

struct BadFile {
    std::string_view name;
    std::string_view toml;
    std::string_view said;
};

class BadConfigurationFile : public ConfigurationFile, public testing::WithParamInterface<BadFile> {};

TEST_P(BadConfigurationFile, IsRefused) {
    EXPECT_THAT(refusal(std::string(GetParam().toml)), HasSubstr(std::string(GetParam().said)));
}

INSTANTIATE_TEST_SUITE_P(
    Configuration, BadConfigurationFile,
    testing::Values(
        BadFile{"NotToml", "[server\n", "till.toml:1: "},
        BadFile{"KeyTwice", "[log]\nlevel=\"info\"\nlevel=\"info\"", ":3: "},
        BadFile{"KeyOutsideASection", "listen = \"x\"", ":1: listen: there is no such section"},
        BadFile{"SectionAsValue", "server = 1", ":1: server: has to be a section, [server]"},
        BadFile{"NumberAsText", "[server]\nthreads = \"1\"", "server.threads: has to be a whole number"},
        BadFile{"FractionForNumber", "[server]\nthreads = 1.0", "server.threads: has to be a whole number"},
        BadFile{"TextForFlag", "[database]\nmigrate_at_start = \"true\"", "has to be true or false"},
        BadFile{"NumberForFlag", "[database]\nmigrate_at_start = 1", "has to be true or false"},
        BadFile{"ListForText", "[server]\nlisten = [\"a\"]", "has to be a text"},
        BadFile{"Negative", "[tokens]\nminutes = -1", "tokens.minutes: has to be 1 to 525600, not -1"},
        BadFile{"TooLarge", "[pages]\nmax = 9223372036854775807", "pages.max: has to be 1 to 1000"},
        BadFile{"DefaultPageAboveTheLargest", "[pages]\ndefault = 50\nmax = 10",
                ":2: pages.default: has to be at most"},
        BadFile{"NoPort", "[server]\nlisten = \"localhost\"", "server.listen: has to be ADDRESS:PORT"},
        BadFile{"PortTooLarge", "[server]\nlisten = \"1.2.3.4:65536\"", "server.listen: has to be ADDRESS:PORT"},
        BadFile{"EmptyListen", "[server]\nlisten = \"\"", "server.listen: has to be ADDRESS:PORT"},
        BadFile{"BareSixthVersion", "[server]\nlisten = \"::1:80\"", "server.listen: has to be ADDRESS:PORT"},
        BadFile{"OtherDatabase", "[database]\nurl = \"postgres://x\"", "database.url: has to be"},
        BadFile{"DatabaseWithoutPath", "[database]\nurl = \"sqlite:\"", "database.url: has to be"},
        BadFile{"SmallCurrency", "[store]\ncurrency = \"usd\"", "store.currency: has to be three capital letters"},
        BadFile{"LongCurrency", "[store]\ncurrency = \"EURO\"", "store.currency: has to be three capital letters"},
        BadFile{"Level", "[log]\nlevel = \"loud\"", "log.level: has to be trace"},
        BadFile{"EmptyIssuer", "[tokens]\nissuer = \"\"", "tokens.issuer: must not be empty"},
        BadFile{"Nul", "[tokens]\nissuer = \"a\\u0000b\"", "tokens.issuer: must not hold a NUL"},
        BadFile{"TwoSecrets", "[tokens]\nsecret = \"a\"\nsecret_file = \"b\"",
                ":3: tokens.secret_file: there is a tokens.secret"}),
    [](const auto& bad) { return std::string(bad.param.name); });

TEST(Configuration, TakesTheAddressesItShould) {
    for (const std::string address : {"127.0.0.1:0", "[::1]:8080", "localhost:65535"}) {
        EXPECT_EQ(load_configuration(std::nullopt, {{"TILL_SERVER_LISTEN", address}}).server.listen, address);
    }
    EXPECT_EQ(load_configuration(std::nullopt, {{"TILL_SERVER_MANAGEMENT", ""}}).server.management, "");
}

TEST(Configuration, IsRefusedForAFileThatCannotBeRead) {
    EXPECT_THROW(load_configuration("/no/such/till.toml", {}), ConfigurationError);
    EXPECT_THROW(load_configuration("/", {}), ConfigurationError);
}

TEST(Configuration, LeavesOtherVariablesAlone) {
    EXPECT_EQ(refused({{"PATH", "/bin"}, {"TILL_CONFIG", "x"}, {"TILL_TEST_DATABASES", "sqlite"}}), "");
    EXPECT_THAT(refused({{"TILL_FOO", "1"}}), HasSubstr("TILL_FOO: there is no such key"));
}

TEST(Configuration, NeverRepeatsASecretInItsRefusals) {
    const std::string problems = refused({{"TILL_DATABASE_URL", "oracle://u:hunter2@h"}, {"TILL_SERVER_QUEUE", "0"}});
    EXPECT_THAT(problems, AllOf(HasSubstr("database.url"), Not(HasSubstr("hunter2"))));
}

TEST(Configuration, ReadsItsVariablesFromTheProcess) {
    ASSERT_EQ(setenv("TILL_TEST_ENVIRONMENT", "a=b", 1), 0);
    EXPECT_EQ(environment().at("TILL_TEST_ENVIRONMENT"), "a=b");
    EXPECT_FALSE(environment().contains("PATH"));
    unsetenv("TILL_TEST_ENVIRONMENT");
}

TEST_F(ConfigurationFile, IsPrintedWithWhereEachValueIsFrom) {
    const std::string text = describe(load("[server]\nthreads = 2\n", {{"TILL_LOG_LEVEL", "warn"}}));
    EXPECT_THAT(text, AllOf(HasSubstr("threads = 2  # " + at(2)), HasSubstr("level = \"warn\"  # TILL_LOG_LEVEL"),
                            HasSubstr("workers = 64  # default")));
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

TEST(ShippedConfiguration, HoldsEveryKeyExplainedWithItsDefault) {
    std::ifstream file(TILL_SOURCE_DIR "/config/till.toml", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), explained_defaults()) << "write it anew with `till config --explain > config/till.toml`";
}

TEST(ShippedConfiguration, IsWhatIsInForceWithoutOne) {
    Configuration shipped = load_configuration(TILL_SOURCE_DIR "/config/till.toml", {});
    const Configuration defaults = load_configuration(std::nullopt, {});
    for (const config::Section& section : config::sections()) {
        for (const config::Key& key : section.keys) {
            EXPECT_EQ(key.get(shipped), key.get(defaults)) << key.path();
            EXPECT_TRUE(shipped.sources.contains(key.path())) << key.path();
            EXPECT_FALSE(key.text.empty()) << key.path();
        }
    }
}

TEST(ConfigurationKeys, CanEachBeGivenAsAVariable) {
    for (const config::Section& section : config::sections()) {
        for (const config::Key& key : section.keys) {
            EXPECT_THAT(refused({{key.variable(), std::string("\0", 1)}}), HasSubstr(key.path()));
        }
    }
}

}  // namespace
}  // namespace till

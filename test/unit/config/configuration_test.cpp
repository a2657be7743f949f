#include "config/configuration.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>  // NOLINT: setenv is not in <cstdlib>

#include "config/keys.h"
#include "support/places.h"
#include "support/temporary_folder.h"

namespace till {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;

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

TEST(Configuration, RefusesBrokenListsAndTablesInVariables) {
    EXPECT_THAT(refused({{"TILL_LIMITS_ROUTES", "placeOrder"}}),
                HasSubstr("limits.routes: has to be a table of texts"));
    EXPECT_THAT(refused({{"TILL_LIMITS_ROUTES", "a=1/day, a=2/day"}}), HasSubstr("has to be a table of texts"));
    EXPECT_THAT(refused({{"TILL_LIMITS_ROUTES", "=1/day"}}), HasSubstr("TILL_LIMITS_ROUTES: limits.routes"));
    EXPECT_THAT(refused({{"TILL_SERVER_TRUSTED_PROXIES", "::1,,::2"}}), HasSubstr("\"\" is neither an address"));
}

TEST(Configuration, TakesOriginsAsBrowsersSendThem) {
    for (const std::string origin :
         {"https://shop.example.com", "http://localhost:5173", "https://shop.example.com:8443", "http://[::1]:3000",
          "https://xn--bcher-kva.example", "capacitor://localhost", "http://127.0.0.1", "https://a.b:80"}) {
        EXPECT_EQ(refused({{"TILL_CORS_ORIGINS", origin}}), "") << origin;
    }
    for (const std::string origin : {"*",
                                     "null",
                                     "shop.example.com",
                                     "https://",
                                     "https://shop.example.com/",
                                     "https://Shop.example.com",
                                     "HTTPS://shop.example.com",
                                     "https://*.example.com",
                                     "https://u@shop.example.com",
                                     "https://a.b:443",
                                     "http://a.b:80",
                                     "https://a.b:",
                                     "https://a.b:0",
                                     "https://a.b:080",
                                     "https://a.b:70000",
                                     "https://a b",
                                     "https://[::1",
                                     "https://[1.2.3.4]",
                                     "https://[0:0::1]",
                                     "https://a.b?x",
                                     "://a.b",
                                     "1://a.b"}) {
        EXPECT_THAT(refused({{"TILL_CORS_ORIGINS", origin}}), HasSubstr("is not an origin as browsers send it"))
            << origin;
    }
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
        BadFile{"ReadsOfAFileElsewhere", "[database]\nurl = \"sqlite:x\"\nread_url = \"mysql://u@h/n\"",
                "database.read_url: goes only with"},
        BadFile{"RedisOfAnotherKind", "[redis]\nurl = \"localhost:6379\"", "redis.url: has to be"},
        BadFile{"DatabaseWithoutPath", "[database]\nurl = \"sqlite:\"", "database.url: has to be"},
        BadFile{"SmallCurrency", "[store]\ncurrency = \"usd\"", "store.currency: has to be three capital letters"},
        BadFile{"LongCurrency", "[store]\ncurrency = \"EURO\"", "store.currency: has to be three capital letters"},
        BadFile{"Level", "[log]\nlevel = \"loud\"", "log.level: has to be trace"},
        BadFile{"EmptyIssuer", "[tokens]\nissuer = \"\"", "tokens.issuer: must not be empty"},
        BadFile{"Nul", "[tokens]\nissuer = \"a\\u0000b\"", "tokens.issuer: must not hold a NUL"},
        BadFile{"TextForList", "[cors]\norigins = \"https://a.b\"", ":2: cors.origins: has to be a list of texts"},
        BadFile{"NumberInList", "[cors]\norigins = [\"https://a.b\", 1]", "cors.origins: has to be a list of texts"},
        BadFile{"TextForTable", "[limits]\nroutes = \"a=1/day\"", "limits.routes: has to be a table of texts"},
        BadFile{"NumberInTable", "[limits.routes]\na = 1", ":1: limits.routes: has to be a table of texts"},
        BadFile{"UnknownZone", "[store]\ntime_zone = \"Europe/Bonn\"",
                "store.time_zone: \"Europe/Bonn\" is no zone that this system's time zone database"},
        BadFile{"NoLines", "[orders]\nlines_max = 0", "orders.lines_max: "},
        BadFile{"TableForText", "[store.currency]\na = \"1\"", "store.currency: has to be a text"},
        BadFile{"OtherTable", "[limits.people]\na = \"1/day\"", "limits.people: there is no such key"},
        BadFile{"Proxy", "[server]\ntrusted_proxies = [\"10.0.0.0/8\", \"proxy\"]",
                ":2: server.trusted_proxies: \"proxy\" is neither an address nor a CIDR range"},
        BadFile{"ProxyNetwork", "[server]\ntrusted_proxies = [\"10.0.0.1/8\"]", "\"10.0.0.1/8\" is neither"},
        BadFile{"OperationName", "[limits.routes]\n\"POST /orders\" = \"1/day\"",
                ":2: limits.routes.POST /orders: a name has to be an operationId"},
        BadFile{"RoleName", "[limits.roles]\nStaff = \"1/day\"", ":2: limits.roles.Staff: a role has to be"},
        BadFile{"LongRoleName", "[access.roles]\na23456789012345678901234567890123 = \"\"", "a role has to be 1 to 32"},
        BadFile{"BuiltInRole", "[access.roles]\nstaff = \"\"\nadmin = \"orders:read\"",
                ":3: access.roles.admin: this role is built in"},
        BadFile{"BuiltInCustomer", "[access.roles]\ncustomer = \"\"", "access.roles.customer: this role is built in"},
        BadFile{"NulInTable", "[access.roles]\na = \"\\u0000\"", ":2: access.roles.a: must not hold a NUL"},
        BadFile{"LongRecheck", "[tokens]\nrecheck_seconds = 61", "tokens.recheck_seconds: has to be 0 to 60, not 61"},
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

TEST(ShippedConfiguration, HoldsEveryKeyExplainedWithItsDefault) {
    std::ifstream file(test::source_path("config/till.toml"), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), explained_defaults()) << "write it anew with `till config --explain > config/till.toml`";
}

TEST(ShippedConfiguration, IsWhatIsInForceWithoutOne) {
    Configuration shipped = load_configuration(test::source_path("config/till.toml"), {});
    const Configuration defaults = load_configuration(std::nullopt, {});
    for (const config::Section& section : config::sections()) {
        for (const config::Key& key : section.keys) {
            EXPECT_EQ(key.get(shipped), key.get(defaults)) << key.path();
            EXPECT_TRUE(shipped.sources.contains(key.path())) << key.path();
            EXPECT_FALSE(key.text.empty()) << key.path();
        }
    }
}

TEST(OpenShop, IsOpenToThePublic) {
    const Configuration shop = load_configuration(test::source_path("config/shop.toml"), {});
    EXPECT_TRUE(shop.access.public_catalogue);
    EXPECT_TRUE(shop.access.registration);
    EXPECT_THAT(shop.server.trusted_proxies, ElementsAre("127.0.0.1", "::1"));
    EXPECT_GT(shop.cache.seconds, 0s);
    EXPECT_TRUE(shop.tokens.secret.empty()) << "every shop makes its own";
}

TEST(OpenShop, HasLimitsFitForOne) {
    const LimitSettings limits = load_configuration(test::source_path("config/shop.toml"), {}).limits;
    EXPECT_EQ(limits.default_limits, "120 per minute; 10000 per day");
    EXPECT_EQ(limits.routes.at("signIn"), "20 per minute; 200 per day");
    EXPECT_EQ(limits.routes.at("checkOut"), "10 per minute; 100 per day");
    EXPECT_THAT(limits.roles, UnorderedElementsAre(Pair("admin", "3000 per minute"), Pair("staff", "1200 per minute")));
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

TEST(ConfigurationKeys, CanEachBeGivenAsAVariable) {
    for (const config::Section& section : config::sections()) {
        for (const config::Key& key : section.keys) {
            EXPECT_THAT(refused({{key.variable(), std::string("\0", 1)}}), HasSubstr(key.path()));
        }
    }
}

}  // namespace
}  // namespace till

#include <algorithm>
#include <string_view>

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

TEST(Configuration, IsRefusedForAFileThatCannotBeRead) {
    EXPECT_THROW(load_configuration("/no/such/till.toml", {}), ConfigurationError);
    EXPECT_THROW(load_configuration("/", {}), ConfigurationError);
}

TEST(Configuration, NeverRepeatsASecretInItsRefusals) {
    const std::string problems = refused({{"TILL_DATABASE_URL", "oracle://u:hunter2@h"}, {"TILL_SERVER_QUEUE", "0"}});
    EXPECT_THAT(problems, AllOf(HasSubstr("database.url"), Not(HasSubstr("hunter2"))));
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

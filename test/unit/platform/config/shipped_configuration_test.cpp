#include <chrono>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/config/configuration.h"
#include "platform/config/keys.h"
#include "support/places.h"

namespace till {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

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

}  // namespace
}  // namespace till

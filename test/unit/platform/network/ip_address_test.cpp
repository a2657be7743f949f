#include "platform/network/ip_address.h"

#include <gtest/gtest.h>

namespace till {
namespace {

std::string parsed(std::string_view text) {
    const auto address = IpAddress::parse(text);
    return address ? address->text() : "none";
}

bool contains(std::string_view network, std::string_view address) {
    return IpNetwork::parse(network).value().contains(IpAddress::parse(address).value());
}

TEST(IpAddress, IsReadInBothVersions) {
    EXPECT_EQ(parsed("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(parsed("2001:DB8:0:0::1"), "2001:db8::1");
    EXPECT_EQ(parsed("::"), "::");
    EXPECT_TRUE(IpAddress::parse("1.2.3.4")->is_v4());
    EXPECT_FALSE(IpAddress::parse("::1")->is_v4());
}

TEST(IpAddress, IsTheFourthVersionAlsoInsideTheSixth) {
    EXPECT_EQ(IpAddress::parse("::ffff:192.0.2.7"), IpAddress::parse("192.0.2.7"));
    EXPECT_NE(IpAddress::parse("::192.0.2.7"), IpAddress::parse("192.0.2.7"));
}

TEST(IpAddress, IsNothingElse) {
    using namespace std::string_view_literals;
    for (const std::string_view text :
         {""sv, "1.2.3"sv, "1.2.3.256"sv, "01.2.3.4"sv, "[::1]"sv, "::1%eth0"sv, "1.2.3.4:80"sv, "localhost"sv,
          " 1.2.3.4"sv, "1.2.3.4\0x"sv, "1:2:3:4:5:6:7:8:9"sv, "0000:0000:0000:0000:0000:0000:0000:0000:0000"sv}) {
        EXPECT_EQ(parsed(text), "none") << text;
    }
}

TEST(IpAddress, HasANetworkAtEveryLength) {
    const IpAddress address = IpAddress::parse("2001:db8:ffff:ffff:ffff::1").value();
    EXPECT_EQ(address.first_of_network(64).text(), "2001:db8:ffff:ffff::");
    EXPECT_EQ(address.first_of_network(35).text(), "2001:db8:e000::");
    EXPECT_EQ(address.first_of_network(128), address);
    EXPECT_EQ(address.first_of_network(0).text(), "::");
    EXPECT_EQ(IpAddress::parse("255.255.255.255")->first_of_network(17).text(), "255.255.128.0");
}

TEST(IpNetwork, HoldsTheAddressesThatBeginLikeIt) {
    EXPECT_TRUE(contains("10.0.0.0/8", "10.255.0.1"));
    EXPECT_FALSE(contains("10.0.0.0/8", "11.0.0.0"));
    EXPECT_TRUE(contains("10.0.0.0/8", "::ffff:10.1.1.1"));
    EXPECT_TRUE(contains("2001:db8::/33", "2001:db8:7fff::1"));
    EXPECT_FALSE(contains("2001:db8::/33", "2001:db8:8000::1"));
    EXPECT_TRUE(contains("192.0.2.7", "192.0.2.7"));
    EXPECT_FALSE(contains("192.0.2.7", "192.0.2.8"));
    EXPECT_TRUE(contains("0.0.0.0/0", "1.2.3.4"));
}

TEST(IpNetwork, HoldsAddressesOfItsOwnVersionOnly) {
    EXPECT_FALSE(contains("::/0", "1.2.3.4"));
    EXPECT_FALSE(contains("0.0.0.0/0", "::1"));
    EXPECT_FALSE(contains("::", "0.0.0.0"));
}

TEST(IpNetwork, IsNothingElse) {
    for (const std::string_view text : {"10.0.0.0/33", "10.0.0.1/8", "::/129", "10.0.0.0/", "10.0.0.0/-1",
                                        "10.0.0.0/8 ", "10.0.0.0/8/8", "/8", "proxy", ""}) {
        EXPECT_FALSE(IpNetwork::parse(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace till

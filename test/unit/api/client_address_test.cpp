#include "api/client_address.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace till {
namespace {

http::Request request_from(std::string peer, std::vector<std::string> forwarded = {}) {
    http::Request request;
    request.peer = std::move(peer);
    request.headers.add("Host", "shop");
    for (const std::string& line : forwarded) request.headers.add("x-forwarded-for", line);
    return request;
}

const ClientAddresses behind_proxies({"10.0.0.0/8", "2001:db8:1::/48", "192.0.2.1"});

TEST(ClientAddress, IsThePeerWhereNoProxyIsTrusted) {
    const ClientAddresses alone({});
    EXPECT_EQ(alone.of(request_from("203.0.113.9")), "203.0.113.9");
    EXPECT_EQ(alone.of(request_from("203.0.113.9", {"1.1.1.1"})), "203.0.113.9");
    EXPECT_EQ(alone.of(request_from("127.0.0.1", {"1.1.1.1"})), "127.0.0.1");
}

TEST(ClientAddress, IsNeverWhatAStrangerSays) {
    EXPECT_EQ(behind_proxies.of(request_from("203.0.113.9", {"1.1.1.1, 10.0.0.1"})), "203.0.113.9");
}

TEST(ClientAddress, IsTheRightmostThatIsNoTrustedProxy) {
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"203.0.113.9"})), "203.0.113.9");
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"1.1.1.1, 203.0.113.9, 192.0.2.1, 10.2.3.4"})),
              "203.0.113.9");
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"6.6.6.6,203.0.113.9"})), "203.0.113.9")
        << "what the client wrote itself stands to the left";
}

TEST(ClientAddress, IsFoundInSeveralLinesAsInOne) {
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"203.0.113.9, 10.0.0.3", "10.0.0.2"})), "203.0.113.9");
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"1.1.1.1", "203.0.113.9", " , 10.0.0.2, "})), "203.0.113.9");
}

TEST(ClientAddress, IsTheLeftmostOfTrustedProxiesOnly) {
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"10.0.0.3, 10.0.0.2"})), "10.0.0.3");
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1")), "10.0.0.1");
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"", " , "})), "10.0.0.1");
}

TEST(ClientAddress, IsTheProxyThatSentGarbage) {
    for (const std::string garbage : {"unknown", "_hidden", "203.0.113.9 1.1.1.1", "1.2.3", "::1%lo", "[::1", "[::1]x",
                                      "\"1.2.3.4\"", "for=1.2.3.4", "1.2.3.4:80:90"}) {
        EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"1.1.1.1, " + garbage + ", 10.0.0.2"})), "10.0.0.2")
            << garbage;
    }
}

TEST(ClientAddress, MayHaveAPort) {
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"203.0.113.9:1234"})), "203.0.113.9");
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"[2001:db8::9]:1234"})), "2001:db8::9");
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"[2001:db8::9]"})), "2001:db8::9");
    EXPECT_EQ(behind_proxies.of(request_from("10.0.0.1", {"2001:DB8:0::9"})), "2001:db8::9");
}

TEST(ClientAddress, OfASocketForBothVersionsIsTheFourthVersion) {
    EXPECT_EQ(behind_proxies.of(request_from("::ffff:10.0.0.1", {"::ffff:203.0.113.9"})), "203.0.113.9");
}

TEST(ClientAddress, IsFoundBehindAProxyOfTheSixthVersion) {
    EXPECT_EQ(behind_proxies.of(request_from("2001:db8:1:2::3", {"203.0.113.9"})), "203.0.113.9");
    EXPECT_EQ(behind_proxies.of(request_from("2001:db8:2::3", {"203.0.113.9"})), "2001:db8:2::3");
    EXPECT_EQ(behind_proxies.of(request_from("fe80::1%eth0", {"203.0.113.9"})), "fe80::1");
}

TEST(ClientAddress, IsThePeersTextWhereThatIsNoAddress) {
    EXPECT_EQ(behind_proxies.of(request_from("", {"203.0.113.9"})), "");
}

TEST(ClientAddress, IsCountedByTheNetworkThatAClientOfTheSixthVersionHas) {
    EXPECT_EQ(counted_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(counted_address("2001:db8:1:2:ffff::"), "2001:db8:1:2::/64");
    EXPECT_EQ(counted_address("203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(counted_address(""), "");
}

TEST(ClientAddresses, AreRefusedForAProxyThatIsNoAddress) {
    EXPECT_THROW(ClientAddresses({"10.0.0.0/8", "proxy.example"}), std::invalid_argument);
}

}  // namespace
}  // namespace till

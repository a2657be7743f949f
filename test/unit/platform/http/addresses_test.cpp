#include "platform/http/addresses.h"

#include <gtest/gtest.h>

namespace till::http {

TEST(AnAddress, IsCountedAsItsClient) {
    EXPECT_EQ(Addresses::counted("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(Addresses::counted("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    EXPECT_EQ(Addresses::counted("2001:db8:1:2:9::"), "2001:db8:1:2::");
    EXPECT_EQ(Addresses::counted("fe80::1%eth0"), "fe80::");
    EXPECT_EQ(Addresses::counted("nonsense"), "nonsense");
}

TEST(AnAddress, HasItsPartAndNoMore) {
    const auto bodies = std::make_shared<Budget>(1000);
    Addresses addresses({*IpNetwork::parse("10.0.0.0/8")}, 2, 1000, bodies);
    const auto first = addresses.enter("2001:db8::1");
    const auto second = addresses.enter("2001:db8::2");
    ASSERT_TRUE(first);
    EXPECT_EQ(first, second) << "a /64 is one client";
    EXPECT_FALSE(addresses.enter("2001:db8::3"));
    EXPECT_TRUE(addresses.enter("2001:db8:0:1::1"));
    EXPECT_FALSE(first->bodies->take(251));
    EXPECT_TRUE(first->bodies->take(250));
    EXPECT_EQ(bodies->taken(), 250u);
    addresses.leave(second);
    EXPECT_TRUE(addresses.enter("2001:db8::3"));
}

TEST(AnAddress, OfATrustedProxyStandsForMany) {
    const auto bodies = std::make_shared<Budget>(1000);
    Addresses addresses({*IpNetwork::parse("10.0.0.0/8")}, 2, 1000, bodies);
    for (int count = 0; count < 5; ++count) {
        const auto share = addresses.enter("10.1.2.3");
        ASSERT_TRUE(share);
        EXPECT_EQ(share->bodies, bodies);
    }
}

}  // namespace till::http

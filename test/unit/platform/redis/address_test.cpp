#include "platform/redis/address.h"

#include <stdexcept>

#include <gmock/gmock.h>

namespace till::redis {
namespace {

TEST(RedisAddress, IsReadFromAUrl) {
    const Address shortest = parse_address("redis://cache.example");
    EXPECT_EQ(shortest.host, "cache.example");
    EXPECT_EQ(shortest.port, 6379);
    EXPECT_EQ(shortest.password, "");
    EXPECT_EQ(shortest.database, "0");

    const Address longest = parse_address("redis://till:p%40ss%2F@[::1]:6380/12");
    EXPECT_EQ(longest.host, "::1");
    EXPECT_EQ(longest.port, 6380);
    EXPECT_EQ(longest.user, "till");
    EXPECT_EQ(longest.password, "p@ss/");
    EXPECT_EQ(longest.database, "12");

    EXPECT_EQ(parse_address("redis://:secret@127.0.0.1/").password, "secret");
    EXPECT_FALSE(shortest.tls);
}

TEST(RedisAddress, AsksForTls) {
    EXPECT_TRUE(parse_address("rediss://cache.example").tls);
    EXPECT_EQ(parse_address("rediss://cache.example").ssl_ca, "");
    const Address own = parse_address("rediss://:secret@cache.example:6380/1?ssl-ca=/etc/till/redis%20ca.pem");
    EXPECT_TRUE(own.tls);
    EXPECT_EQ(own.ssl_ca, "/etc/till/redis ca.pem");
    EXPECT_EQ(own.database, "1");
}

TEST(RedisAddress, IsRefusedWithoutShowingThePassword) {
    for (const char* url : {"http://:hush@host", "redis://:hush@", "redis://:hush@host:0", "redis://:hush@host:70000",
                            "redis://:hush@host/name", "redis://:hush@host/1/2", "redis://:hush@host?x=1",
                            "redis://:hush@host#1", "redis://:hush@host?ssl-ca=x", "rediss://:hush@host?ssl-ca=",
                            "rediss://:hush@host?x=1", "redisss://:hush@host", "redis://:hu sh@host", ""}) {
        try {
            parse_address(url);
            ADD_FAILURE() << url;
        } catch (const std::invalid_argument& error) {
            EXPECT_THAT(error.what(), testing::StartsWith("redis.url: ")) << url;
            EXPECT_THAT(error.what(), testing::Not(testing::HasSubstr("hush"))) << url;
        }
    }
}

}  // namespace
}  // namespace till::redis

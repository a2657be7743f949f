#include "platform/redis/connection.h"

#include <gmock/gmock.h>

#include "support/certificates.h"
#include "support/private_redis.h"

namespace till::redis {
namespace {

using namespace std::chrono_literals;

constexpr auto patience_ms = 5s;

std::string response_of(Connection& connection, std::vector<std::string_view> command) {
    return connection.ask(command).text;
}

TEST(ARedisConnection, SendsManyAndReadsThemInOrder) {
    const test::PrivateRedis redis;
    Connection connection(parse_address(redis.url()), patience_ms);
    const std::string large(3'000'000, 'x');
    connection.send(std::vector<std::string_view>{"SET", "large", large});
    connection.send(std::vector<std::string_view>{"GET", "large"});
    connection.send(std::vector<std::string_view>{"EVALSHA", "0123456789012345678901234567890123456789", "0"});
    connection.send(std::vector<std::string_view>{"INCR", "count"});
    EXPECT_EQ(connection.receive().text, "OK");
    EXPECT_EQ(connection.receive().text, large);
    EXPECT_FALSE(connection.receive_unless("NOSCRIPT"));
    EXPECT_EQ(connection.receive_unless("NOSCRIPT")->integer, 1);
    EXPECT_FALSE(connection.receive_within(1ms));
    EXPECT_THROW(response_of(connection, {"NO-SUCH-COMMAND"}), Unavailable);
}

TEST(ARedisConnection, EndsInTimeWhereNothingAnswers) {
    const test::PrivateRedis redis;
    Connection connection(parse_address(redis.url()), 500ms);
    redis.freeze();
    EXPECT_THROW(response_of(connection, {"PING"}), Unavailable);
    redis.thaw();
}

/// A server that speaks TLS only.
class RedisOverTls : public testing::Test {
 protected:
    static test::PrivateRedis server_with(const test::Certificates& certificates) {
        return test::PrivateRedis({"--tls-cert-file", certificates.certificate(), "--tls-key-file", certificates.key(),
                                   "--tls-ca-cert-file", certificates.authority()},
                                  "rediss");
    }
    static std::string refusal_of(const std::string& url, std::chrono::milliseconds wait_ms = patience_ms) {
        try {
            Connection connection(parse_address(url), wait_ms);
            return "";
        } catch (const Unavailable& error) {
            return error.what();
        }
    }

    const test::Certificates certificates_;
};

TEST_F(RedisOverTls, IsSpokenToAServerOfAnAuthorityThatIsKnown) {
    const test::PrivateRedis redis = server_with(certificates_);
    Connection connection(parse_address(redis.url() + "?ssl-ca=" + certificates_.authority()), patience_ms);
    const std::string large(3'000'000, 'x');
    EXPECT_EQ(response_of(connection, {"SET", "large", large}), "OK");
    EXPECT_EQ(response_of(connection, {"GET", "large"}), large);
    EXPECT_FALSE(connection.receive_within(1ms));
}

TEST_F(RedisOverTls, IsNotSpokenToAnyoneElse) {
    const test::PrivateRedis redis = server_with(certificates_);
    const test::Certificates other;
    EXPECT_THAT(refusal_of(redis.url() + "?ssl-ca=" + other.authority()), testing::HasSubstr("certificate"));
    EXPECT_THAT(refusal_of(redis.url()), testing::HasSubstr("certificate")) << "the system does not know it";
    EXPECT_THAT(refusal_of(redis.url() + "?ssl-ca=/nowhere"), testing::HasSubstr("/nowhere"));
    const test::PrivateRedis plain;
    const std::string url_of_plain =
        "rediss://127.0.0.1:" + std::to_string(plain.port()) + "?ssl-ca=" + certificates_.authority();
    EXPECT_NE(refusal_of(url_of_plain, 300ms), "") << "it waits for a line that never comes";
}

TEST_F(RedisOverTls, NeedsACertificateOfTheHost) {
    const test::Certificates elsewhere("DNS:cache.example");
    const test::PrivateRedis redis = server_with(elsewhere);
    EXPECT_THAT(refusal_of(redis.url() + "?ssl-ca=" + elsewhere.authority()), testing::HasSubstr("certificate"));
}

}  // namespace
}  // namespace till::redis

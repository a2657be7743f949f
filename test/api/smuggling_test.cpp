#include "support/shop_test.h"

namespace till::test {
namespace {

// Requests that two programs on the way could read differently.
class SmuggledRequests : public ShopTest {
 protected:
    // Sends the bytes and, behind them, a request that must never get a response.
    static void expect_refused(const std::string& bytes) {
        HttpClient client(shop().process().port());
        client.write(bytes + "GET /api/swagger.yaml HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::optional<std::string> response = client.read_to_end();
        ASSERT_TRUE(response) << "the connection was kept open for\n" << bytes;
        EXPECT_TRUE(response->starts_with("HTTP/1.1 400 ")) << bytes << "\ngot\n" << *response;
        EXPECT_EQ(response->find("HTTP/1.1 200"), std::string::npos) << bytes;
        EXPECT_EQ(response->find("openapi"), std::string::npos) << "the request behind it was answered";
        EXPECT_NE(response->find("application/problem+json"), std::string::npos) << *response;
    }

    static std::string login(const std::string& headers, const std::string& body) {
        return "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + headers + "\r\n" + body;
    }
};

TEST_P(SmuggledRequests, HaveALengthAndChunks) {
    expect_refused(login("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
    expect_refused(login("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"));
}

TEST_P(SmuggledRequests, HaveTwoLengths) {
    expect_refused(login("Content-Length: 2\r\nContent-Length: 3\r\n", "{}x"));
    expect_refused(login("Content-Length: 2, 3\r\n", "{}x"));
}

TEST_P(SmuggledRequests, HaveLengthsThatAreNone) {
    for (const char* length : {"-1", "+2", "0x2", "2 ", "2a", "99999999999999999999999999", ""}) {
        if (std::string(length) == "2 ") continue;  // blanks at the end belong to no value (RFC 9110, 5.5)
        expect_refused(login("Content-Length: " + std::string(length) + "\r\n", "{}"));
    }
}

TEST_P(SmuggledRequests, HaveOtherEncodings) {
    for (const char* encoding :
         {"chunked, identity", "identity, chunked", "xchunked", "chunked\r\nTransfer-Encoding: chunked"}) {
        HttpClient client(shop().process().port());
        client.write(login("Transfer-Encoding: " + std::string(encoding) + "\r\n", "0\r\n\r\n") +
                     "GET /api/swagger.yaml HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::optional<std::string> response = client.read_to_end();
        ASSERT_TRUE(response) << encoding;
        EXPECT_TRUE(response->starts_with("HTTP/1.1 400 ") || response->starts_with("HTTP/1.1 501 "))
            << encoding << *response;
        EXPECT_EQ(response->find("HTTP/1.1 200"), std::string::npos) << encoding;
    }
}

TEST_P(SmuggledRequests, EndTheirLinesWithABareLineFeed) {
    expect_refused("GET /api/v1/me HTTP/1.1\nHost: x\n\n");
    expect_refused("GET /api/v1/me HTTP/1.1\r\nHost: x\nX-A: b\r\n\r\n");
    expect_refused("GET /api/v1/me HTTP/1.1\r\nHost: x\rX-A: b\r\n\r\n");
}

TEST_P(SmuggledRequests, HaveABlankBeforeTheColon) {
    expect_refused("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nContent-Length : 0\r\n\r\n");
    expect_refused("GET /api/v1/me HTTP/1.1\r\nHost : x\r\n\r\n");
}

TEST_P(SmuggledRequests, FoldTheirHeaders) {
    expect_refused("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n");
    expect_refused("GET /api/v1/me HTTP/1.1\r\n Host: x\r\n\r\n");
}

TEST_P(SmuggledRequests, HaveNoHostOrTwo) {
    expect_refused("GET /api/v1/me HTTP/1.1\r\n\r\n");
    expect_refused("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n");
}

TEST_P(SmuggledRequests, HaveBadChunks) {
    for (const char* chunks : {"x\r\n", "2\r\n{}0\r\n\r\n", "2\n{}\n0\n\n", "-1\r\n\r\n", "ffffffffffffffffff\r\n"}) {
        expect_refused(login("Transfer-Encoding: chunked\r\n", chunks));
    }
}

TEST_P(SmuggledRequests, DoNotSpoilWhatIsAnsweredBeforeThem) {
    HttpClient client(shop().process().port());
    client.write("GET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(client.read(), HasStatus(200));
    client.write("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n");
    EXPECT_THAT(client.read(), HasStatus(400));
    EXPECT_THAT(shop().admin().get("/me"), HasStatus(200)) << "others go on";
}

TILL_SHOP_TEST(SmuggledRequests);

}  // namespace
}  // namespace till::test

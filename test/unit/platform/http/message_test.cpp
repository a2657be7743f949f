#include "platform/http/message.h"

#include <gtest/gtest.h>

namespace till::http {

TEST(HeaderName, IsComparedWithoutRegardToCase) {
    EXPECT_TRUE(same_name("Content-Type", "content-TYPE"));
    EXPECT_FALSE(same_name("Content-Type", "Content-Typ"));
    EXPECT_FALSE(same_name("[", "{"));  // differ in the bit that tells the cases of letters apart
    EXPECT_TRUE(same_name("", ""));
}

TEST(Request, FindsTheFirstHeaderOfAName) {
    Request request;
    request.headers = {{"Accept", "one"}, {"accept", "two"}};
    EXPECT_EQ(request.header("ACCEPT"), "one");
    EXPECT_EQ(request.header("Acc"), std::nullopt);
}

TEST(Body, IsOwnedSharedOrFixedBytes) {
    EXPECT_EQ(Body().view(), "");
    EXPECT_EQ(Body(std::string("owned")).view(), "owned");
    const auto shared = std::make_shared<const std::string>("shared");
    EXPECT_EQ(Body(shared).view().data(), shared->data());
    EXPECT_EQ(Body(std::shared_ptr<const std::string>()).view(), "");
    EXPECT_EQ(Body::of_static("fixed").view(), "fixed");
}

TEST(Method, HasTheNameThatIsSent) {
    EXPECT_EQ(name_of(Method::get), "GET");
    EXPECT_EQ(name_of(Method::del), "DELETE");
    EXPECT_EQ(name_of(Method::other), "OTHER");
}

}  // namespace till::http

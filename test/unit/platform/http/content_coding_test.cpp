#include "platform/http/content_coding.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace till::http {
namespace {

/// `br`, `gzip` or `identity`, and ` only` where that may not be left out for identity.
std::string accepted_in(const std::vector<std::string>& lines) {
    Headers headers;
    for (const std::string& line : lines) headers.add("accept-encoding", line);
    const AcceptedCoding coding = accepted_coding(headers);
    return std::string(name_of(coding.best)) + (coding.identity ? "" : " only");
}
std::string accepted(const std::string& line) { return accepted_in({line}); }

TEST(AcceptEncoding, IsIdentityWhereItIsNotSent) {
    EXPECT_EQ(accepted_in({}), "identity");
    EXPECT_EQ(accepted(""), "identity");
    EXPECT_EQ(accepted(" , ,"), "identity");
    EXPECT_EQ(accepted("deflate, zstd, compress"), "identity");
}

TEST(AcceptEncoding, TakesWhatMakesSmallest) {
    EXPECT_EQ(accepted("gzip"), "gzip");
    EXPECT_EQ(accepted("br"), "br");
    EXPECT_EQ(accepted("gzip, deflate, br, zstd"), "br");
    EXPECT_EQ(accepted("br,gzip"), "br");
    EXPECT_EQ(accepted_in({"gzip", "br"}), "br") << "several lines are one list";
}

TEST(AcceptEncoding, IsReadWithoutRegardToCase) {
    EXPECT_EQ(accepted("GZip"), "gzip");
    EXPECT_EQ(accepted("X-GZIP"), "gzip") << "RFC 9110, 8.4.1.3";
    EXPECT_EQ(accepted("BR;Q=0.5"), "br");
    EXPECT_EQ(accepted("\tgzip ; q=1"), "gzip");
}

TEST(AcceptEncoding, HasWeights) {
    EXPECT_EQ(accepted("br;q=0.5, gzip;q=0.6"), "gzip");
    EXPECT_EQ(accepted("br;q=0.501, gzip;q=0.5"), "br");
    EXPECT_EQ(accepted("br;q=1.000, gzip;q=1.0"), "br");
    EXPECT_EQ(accepted("gzip;q=0.001"), "gzip");
    EXPECT_EQ(accepted("gzip;q=0, br;q=0.0"), "identity");
    EXPECT_EQ(accepted("gzip;q=0.000, br"), "br");
    EXPECT_EQ(accepted("identity, gzip;q=0.5"), "identity");
    EXPECT_EQ(accepted("identity;q=0.5, gzip;q=0.4, br;q=0.3"), "identity");
    EXPECT_EQ(accepted("identity;q=0.5, gzip;q=0.5"), "gzip");
}

TEST(AcceptEncoding, MayLeaveOutIdentity) {
    EXPECT_EQ(accepted("identity;q=0, gzip"), "gzip only");
    EXPECT_EQ(accepted("*;q=0, br"), "br only");
    EXPECT_EQ(accepted("*;q=0, identity;q=0.1"), "identity");
    EXPECT_EQ(accepted("gzip, *;q=0, identity"), "gzip");
    EXPECT_EQ(accepted("identity;q=0"), "identity only")
        << "nothing is left, which is no reason to answer with nothing";
    EXPECT_EQ(accepted("*;q=0"), "identity only");
}

TEST(AcceptEncoding, HasAStarForWhatItDoesNotName) {
    EXPECT_EQ(accepted("*"), "br");
    EXPECT_EQ(accepted("br;q=0, *"), "gzip");
    EXPECT_EQ(accepted("gzip, *;q=0.1"), "gzip");
    EXPECT_EQ(accepted("gzip;q=0.1, *"), "br");
    EXPECT_EQ(accepted("*;q=0.5, identity"), "identity");
    EXPECT_EQ(accepted("identity;q=0, *"), "br only");
}

TEST(AcceptEncoding, DoesNotCountWhatIsNotAsItShouldBe) {
    for (const char* bad : {"gzip;q=", "gzip;q=x", "gzip;q=2", "gzip;q=1.1", "gzip;q=1.001", "gzip;q=0.5555",
                            "gzip;q=-1", "gzip;q=.5", "gzip;level=9", "gzip;", "gzip;q = 1", "gzip;q=1;q=0", "gzip br",
                            "gzipx", "xgzip", "\"gzip\"", "gzip;q=0..5", "\xff"}) {
        EXPECT_EQ(accepted(bad), "identity") << bad;
    }
    EXPECT_EQ(accepted("br;q=high, gzip"), "gzip");
}

}  // namespace
}  // namespace till::http

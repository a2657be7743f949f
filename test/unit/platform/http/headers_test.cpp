#include "platform/http/headers.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

namespace till::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::vector<std::pair<std::string, std::string>> lines_of(const Headers& headers) {
    std::vector<std::pair<std::string, std::string>> lines;
    for (const Header header : headers) lines.emplace_back(header.name, header.value);
    return lines;
}

TEST(Headers, KeepTheirOrder) {
    Headers headers{{"B", "1"}, {"A", "2"}};
    headers.add("B", "");
    EXPECT_THAT(lines_of(headers), ElementsAre(Pair("B", "1"), Pair("A", "2"), Pair("B", "")));
    EXPECT_EQ(headers.wire(), "B: 1\r\nA: 2\r\nB: \r\n");
    EXPECT_EQ(headers.size(), 3U);
}

TEST(Headers, FindTheFirstOfAName) {
    const Headers headers{{"Accept", "one"}, {"accept", "two"}, {"Accepts", "three"}};
    EXPECT_EQ(headers.find("ACCEPT"), "one");
    EXPECT_EQ(headers.find("accepts"), "three");
    EXPECT_EQ(headers.find("Acc"), std::nullopt);
    EXPECT_EQ(Headers().find(""), std::nullopt);
}

TEST(Headers, StayOneHeaderEach) {
    Headers headers;
    headers.add("X-A\r\nX-B", std::string("a\r\nSet-Cookie: b\nc\0d", 20));
    headers.add("X-C", "e");
    EXPECT_THAT(lines_of(headers), ElementsAre(Pair("X-A  X-B", "a  Set-Cookie: b c d"), Pair("X-C", "e")));
    EXPECT_EQ(headers.wire(), "X-A  X-B: a  Set-Cookie: b c d\r\nX-C: e\r\n");
}

TEST(Headers, LoseAllOfANameAndKeepTheRestWhole) {
    Headers headers{{"A", "1"}, {"Content-Type", "text/plain"}, {"B", "22"}, {"content-type", "x"}, {"C", "333"}};
    headers.remove("Content-Type");
    EXPECT_THAT(lines_of(headers), ElementsAre(Pair("A", "1"), Pair("B", "22"), Pair("C", "333")));
    EXPECT_EQ(headers.wire(), "A: 1\r\nB: 22\r\nC: 333\r\n");
    headers.remove("D");
    headers.remove("A");
    headers.remove("B");
    headers.remove("C");
    EXPECT_TRUE(headers.empty());
    EXPECT_EQ(headers.wire(), "");
}

TEST(Headers, AreSetToAPartOfWhatTheyWere) {
    Headers headers{{"Vary", "Origin, Authorization"}, {"A", "1"}};
    headers.set("vary", headers.find("Vary")->substr(0, 6));
    EXPECT_THAT(lines_of(headers), ElementsAre(Pair("A", "1"), Pair("vary", "Origin")));
}

TEST(Headers, AreCopiedWhole) {
    Headers copy;
    copy.reserve(10, 1'000);
    {
        const Headers headers{{"A", "1"}};
        copy = headers;
    }
    copy.add("B", "2");
    EXPECT_THAT(lines_of(copy), ElementsAre(Pair("A", "1"), Pair("B", "2")));
}

}  // namespace
}  // namespace till::http

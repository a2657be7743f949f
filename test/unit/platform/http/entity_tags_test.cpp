#include "platform/http/entity_tags.h"

#include <gmock/gmock.h>

namespace till::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> tags_of(std::string_view list) {
    const auto tags = entity_tags(list);
    if (!tags) return {"(none)"};
    return {tags->begin(), tags->end()};
}

TEST(EntityTags, AreReadFromAList) {
    EXPECT_THAT(tags_of("\"3-abc\""), ElementsAre("3-abc"));
    EXPECT_THAT(tags_of(" \"1-a\" ,\"2-b\",  \"\""), ElementsAre("1-a", "2-b", ""));
    EXPECT_THAT(tags_of(",, \"1-a\",,"), ElementsAre("1-a"));
    EXPECT_THAT(tags_of(""), IsEmpty());
    EXPECT_THAT(tags_of("\"a,b\", \"c,W/d\""), ElementsAre("a,b", "c,W/d")) << "what is between quotes is a tag";
}

TEST(EntityTags, AreReadWhateverAProxyMadeOfThem) {
    EXPECT_THAT(tags_of("W/\"3-abc\""), ElementsAre("3-abc"));
    EXPECT_THAT(tags_of("W/\"3-abc\",W/\"4\""), ElementsAre("3-abc", "4"));
    EXPECT_THAT(tags_of("\"3-abc-gzip\", \"3-abc;gzip\""), ElementsAre("3-abc-gzip", "3-abc;gzip"));
}

TEST(EntityTags, HaveNoBlanks) {
    for (const char* bad : {"\"a b\"", "\"a\", \" b\"", "\"a\tb\"", "W/\"a \"", "\"a\x7f\""}) {
        EXPECT_THAT(tags_of(bad), ElementsAre("(none)")) << bad;
        EXPECT_FALSE(is_tag_list(bad)) << bad;
    }
}

TEST(ATagList, HasATagOrIsAStar) {
    for (const char* good : {"*", " * ", "\"\"", "\"a\"", ",, W/\"a\" ,", "\"a\",\t\"\xff\""}) {
        EXPECT_TRUE(is_tag_list(good)) << good;
    }
    for (const char* bad : {"", " ", ",", "*, \"a\"", "\"a\", *", "**", "\"a\" \"b\"", "\"a", "a", "W/", "w/\"a\""}) {
        EXPECT_FALSE(is_tag_list(bad)) << bad;
    }
}

TEST(EntityTags, AreNoneWithoutTheirQuotes) {
    for (const char* bad :
         {"\"", "\"3-abc", "W/\"3-abc", "\"a\", \"b", "3-abc\"", "\"a\" \"b\"", "a\"b\"", "\"a\"\"b\"", "\"a\"\"",
          "W/\"", "3-abc", "W/3-abc", "w/\"3-abc\"", "\"3-abc\"-gzip", "*", "W/", "\"a\", *"}) {
        EXPECT_THAT(tags_of(bad), ElementsAre("(none)")) << bad;
    }
}

TEST(AnEntityTag, TellsItsCoding) {
    EXPECT_EQ(tag_in("\"3-abc\"", Coding::gzip), "\"3-abc-gzip\"");
    EXPECT_EQ(tag_in("\"3-abc\"", Coding::br), "\"3-abc-br\"");
    EXPECT_EQ(tag_in("\"3-abc\"", Coding::identity), "\"3-abc\"");
}

TEST(AnEntityTag, IsTheSameContentInEveryCoding) {
    for (const char* tag :
         {"3-abc", "3-abc-gzip", "3-abc-br", "3-abc;gzip", "3-abc--gzip", "3-abc-deflate", "3-abc-zstd"}) {
        EXPECT_EQ(without_coding(tag), "3-abc") << tag;
    }
    for (const char* other : {"", "gzip", "abr", "3-abcgzip", "3-abc-gzipx", "-", "3-"}) {
        EXPECT_EQ(without_coding(other), other);
    }
}

}  // namespace
}  // namespace till::http

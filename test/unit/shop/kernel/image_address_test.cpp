#include "shop/kernel/image_address.h"

#include <gmock/gmock.h>

#include "shop/images/image.h"

namespace till {
namespace {

using testing::HasSubstr;

std::string complaint(std::string_view address) { return image_address_complaint(address).value_or(""); }

TEST(AnImageAddress, IsAnHttpUrlOrAPathOfThisHost) {
    for (const char* good :
         {"/", "/demo/lamp.svg", "/a%20b.png?x=..#/../y", "/käse.jpg", "/a..b/..c/d..", "/.well-known/x", "http://a",
          "https://cdn.example.com/a/b.jpg?b=c&d=e", "https://cdn.example.com:8443/a%2Fb.jpg", "http://127.0.0.1:80/a",
          "https://[2001:db8::1]/a", "https://cdn.example.com?x"}) {
        EXPECT_EQ(complaint(good), "") << good;
    }
}

TEST(AnImageAddress, IsNothingThatABrowserReadsAsSomethingElse) {
    for (const char* bad : {"", "lamp.png", "//evil.example", "///evil.example", "javascript:alert(1)", "JavaScript:x",
                            "data:image/svg+xml,x", "ftp://a", "file:///etc/passwd", "HTTP", "https:/a", "https:a",
                            "HTTPS://a", "\\\\evil.example", "http:\\\\evil.example"}) {
        EXPECT_THAT(complaint(bad), HasSubstr("http or https")) << bad;
    }
    for (const char* bad :
         {"/\\evil.example", "/a\\b", "/\t/evil.example", "/\nevil", "https://a b", "https://a/b c",
          "https://a\t.example/", "/a\"onerror=x", "/<script>", "https://a.example\\@evil.example/"}) {
        EXPECT_THAT(complaint(bad), HasSubstr("backslashes")) << bad;
    }
    for (const char* bad : {"https://good.example@evil.example/", "https://user:secret@a.example/x", "http://@a"}) {
        EXPECT_THAT(complaint(bad), HasSubstr("user name")) << bad;
    }
    for (const char* bad : {"https://", "https:///a", "https://?a", "https://:80/", "https://a:/", "https://a:99999/",
                            "https://a:0/", "https://a:b/", "https://.a/", "https://-a/", "https://münchen.example/",
                            "https://a%2eb/", "https://[::1/", "https://[]/", "https://[x]/", "https://a,b/"}) {
        EXPECT_THAT(complaint(bad), HasSubstr("host")) << bad;
    }
    for (const char* bad : {"/../a", "/a/..", "/a/./b", "/%2e%2e/a", "/%2E./a", "/.%2e", "/a/%2e", "https://a/../b",
                            "https://a/%2e%2e/b", "/..%2fa"}) {
        EXPECT_THAT(complaint(bad), HasSubstr(". and ..")) << bad;
    }
    for (const char* bad : {"/%", "/%4", "/a%zz", "/a?b=%", "https://a/%0"}) {
        EXPECT_THAT(complaint(bad), HasSubstr("hexadecimal")) << bad;
    }
    for (const char* bad : {"/%00", "/%0a", "/%5cevil.example", "https://a/%7f"}) {
        EXPECT_THAT(complaint(bad), HasSubstr("control")) << bad;
    }
}

TEST(AnImagesHost, IsComparedAsBrowsersDo) {
    EXPECT_EQ(image_host("/images/a.webp"), "");
    EXPECT_EQ(image_host("https://CDN.Example.com/a"), "cdn.example.com");
    EXPECT_EQ(image_host("https://cdn.example.com:443/a"), "cdn.example.com");
    EXPECT_EQ(image_host("http://cdn.example.com:80?a"), "cdn.example.com");
    EXPECT_EQ(image_host("http://cdn.example.com:443"), "cdn.example.com:443");
    EXPECT_EQ(image_host("https://cdn.example.com.:8443/a"), "cdn.example.com.:8443");
}

TEST(ImageHosts, AllowPathsAndThemselvesAlone) {
    const ImageHosts none;
    EXPECT_TRUE(none.allow("/a.png"));
    EXPECT_FALSE(none.allow("https://cdn.example.com/a.png"));
    EXPECT_THAT(none.complaint(), HasSubstr("path of this shop"));
    const ImageHosts two({"cdn.example.com", "127.0.0.1:8443"});
    EXPECT_TRUE(two.allow("https://cdn.example.com/a.png"));
    EXPECT_TRUE(two.allow("http://127.0.0.1:8443/a.png"));
    EXPECT_FALSE(two.allow("https://evil.cdn.example.com/a.png"));
    EXPECT_FALSE(two.allow("https://cdn.example.com.evil.example/a.png"));
    EXPECT_FALSE(two.allow("https://127.0.0.1/a.png"));
    EXPECT_THAT(two.complaint(), HasSubstr("cdn.example.com, 127.0.0.1:8443"));
    const ImageHosts any({"*"});
    EXPECT_TRUE(any.allow("https://cdn.example.com/a.png"));
    EXPECT_TRUE(any.allow("/a.png"));
}

TEST(AnImagesPath, IsReadAsItWasWritten) {
    const std::string name = "0123456789abcdef0123456789abcdef";
    const std::string path = image_path(name, ImageSize::large);
    const auto file = image_file(path);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->name, name);
    EXPECT_EQ(file->size, ImageSize::large);
    EXPECT_EQ(image_name("/images/" + name + "-small.webp"), name);
    for (const std::string& other :
         {"/images/" + name, "/images/" + name + ".webp", "/images/" + name + "-huge.webp",
          "/images/" + name + "0-small.webp", "/images/" + name.substr(1) + "-small.webp",
          "/images/" + name + "-small.webp?x", "/images/" + name + "-small.png", "/image/" + name + "-small.webp",
          std::string("/images/0123456789ABCDEF0123456789abcdef-small.webp"),
          "https://a/images/" + name + "-small.webp"}) {
        EXPECT_FALSE(image_file(other)) << other;
        EXPECT_EQ(image_name(other), "");
    }
    EXPECT_EQ(image_name(std::nullopt), "");
}

}  // namespace
}  // namespace till

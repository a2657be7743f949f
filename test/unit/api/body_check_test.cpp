#include "api/body_check.h"

#include <gtest/gtest.h>

#include "shop/sessions/sign_in_schema.h"

namespace till {
namespace {

TEST(ABodysType, IsJsonUnderItsName) {
    for (const char* good : {"application/json", "Application/JSON", "application/json; charset=utf-8",
                             "application/json;charset=UTF-8", "application/json ; charset=\"utf-8\""}) {
        EXPECT_TRUE(is_json_type(good, http::Method::post)) << good;
    }
    for (const char* bad : {"", "text/json", "text/plain", "application/xml", "application/jsonx",
                            "application/json; charset=latin1", "application/x-www-form-urlencoded",
                            "multipart/form-data; boundary=x", "json", "\xff\xfe", "application/merge-patch+json"}) {
        EXPECT_FALSE(is_json_type(bad, http::Method::post)) << bad;
    }
}

TEST(ABodysType, OfAPatchMayBeAMergePatch) {
    EXPECT_TRUE(is_json_type("application/merge-patch+json", http::Method::patch));
    EXPECT_TRUE(is_json_type("application/json", http::Method::patch));
    EXPECT_FALSE(is_json_type("application/merge-patch+json", http::Method::put));
}

TEST(ABodysType, NeedNotBeSaid) {
    Route route;
    route.body = &schemas::credentials();
    http::Request request;
    request.body_follows = true;
    EXPECT_NO_THROW(check_body(route, request, 10)) << "without a name it is taken for JSON";
    request.headers.add("Content-Type", "text/plain");
    EXPECT_THROW(check_body(route, request, 10), Refusal);
    request.body_follows = false;
    route.body_is_optional = true;
    EXPECT_NO_THROW(check_body(route, request, 10)) << "there is none";
}

TEST(ABodysSize, IsThatOfItsRoute) {
    const BodyBounds bounds{.usual = 1000, .open = 100, .image = 2000, .import = 3000};
    Route route;
    EXPECT_EQ(route.body_bytes_max(bounds), 100u) << "it takes none";
    route.body = &schemas::credentials();
    route.access = Access::permission;
    EXPECT_EQ(route.body_bytes_max(bounds), 1000u);
    route.access = Access::open;
    EXPECT_EQ(route.body_bytes_max(bounds), 100u);
    route.access = Access::permission;
    route.body_size = BodySize::image;
    EXPECT_EQ(route.body_bytes_max(bounds), 2000u);
    route.body_size = BodySize::import;
    EXPECT_EQ(route.body_bytes_max(bounds), 3000u);
    EXPECT_TRUE(route.keeps_body_on_disk());
}

}  // namespace
}  // namespace till

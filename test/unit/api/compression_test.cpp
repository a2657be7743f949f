#include "api/compression.h"

#include <gmock/gmock.h>

#include "api/fixed_content.h"
#include "platform/http/entity_tags.h"
#include "support/decoded.h"
#include "unit/api/pipeline_fixture.h"

namespace till {
namespace {

using http::Coding;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string long_text = "{\"text\":\"" + std::string(2000, 'x') + "\"}";

http::Response text(std::string body, std::string_view type = "application/json") {
    http::Response response{.status = 200, .headers = {}, .body = std::move(body)};
    return std::move(response.add("Content-Type", type));
}

http::Headers taking(std::string_view codings) { return {{"Accept-Encoding", codings}}; }

std::string plain_body(const http::Response& response) {
    const auto coding = response.header("Content-Encoding");
    return test::decoded(response.body.view(), coding.value_or("identity"));
}

TEST(Compression, IsForTexts) {
    const Compression compression({});
    for (const char* type : {"application/json", "application/problem+json", "text/csv; charset=utf-8; header=present",
                             "text/html; charset=utf-8", "application/yaml", "text/javascript; charset=utf-8",
                             "text/css", "image/svg+xml", "application/manifest+json"}) {
        EXPECT_EQ(compression.coding_for(taking("gzip"), text(long_text, type)), Coding::gzip) << type;
        EXPECT_TRUE(compression.varies(text("", type))) << type;
    }
    for (const char* type : {"image/webp", "image/png", "font/woff2", "application/octet-stream", ""}) {
        EXPECT_EQ(compression.coding_for(taking("gzip"), text(long_text, type)), Coding::identity) << type;
        EXPECT_FALSE(compression.varies(text("", type))) << type;
    }
    EXPECT_FALSE(compression.varies({}));
}

TEST(Compression, HasBounds) {
    const Compression compression({.enabled = true, .bytes_min = 10, .bytes_max = 20});
    const auto coding_of = [&](std::size_t bytes, std::string_view codings) {
        return compression.coding_for(taking(codings), text(std::string(bytes, 'x')));
    };
    EXPECT_EQ(coding_of(9, "gzip"), Coding::identity);
    EXPECT_EQ(coding_of(10, "gzip"), Coding::gzip);
    EXPECT_EQ(coding_of(20, "gzip"), Coding::gzip);
    EXPECT_EQ(coding_of(21, "gzip"), Coding::identity);
    EXPECT_EQ(coding_of(9, "gzip, identity;q=0"), Coding::gzip) << "who does not take it as it is";
    EXPECT_EQ(coding_of(0, "gzip, identity;q=0"), Coding::identity) << "there is nothing to compress";
    EXPECT_EQ(coding_of(10, "identity;q=0"), Coding::identity);
}

TEST(Compression, CanBeOff) {
    const Compression compression({.enabled = false});
    EXPECT_EQ(compression.coding_for(taking("gzip"), text(long_text)), Coding::identity);
    EXPECT_FALSE(compression.varies(text(long_text)));
}

TEST(Compression, LeavesWhatHasACoding) {
    http::Response response = text(long_text);
    response.add("Content-Encoding", "br");
    EXPECT_EQ(Compression({}).coding_for(taking("gzip"), response), Coding::identity);
}

TEST(Compression, MarksWhatItMakes) {
    const Compression compression({});
    http::Response response = text(long_text);
    response.add("ETag", "\"3-abc\"").add("Link", "</x>");
    for (const auto effort : {Compression::Effort::once, Compression::Effort::cached}) {
        for (const Coding coding : {Coding::gzip, Coding::br}) {
            const http::Response made = compression.compressed(response, coding, effort);
            EXPECT_EQ(plain_body(made), long_text);
            EXPECT_EQ(header(made, "Content-Encoding"), http::name_of(coding));
            EXPECT_EQ(header(made, "ETag"), "\"3-abc-" + std::string(http::name_of(coding)) + "\"");
            EXPECT_EQ(header(made, "Link"), "</x>");
        }
    }
    EXPECT_EQ(compression.metrics().responses, 4U);
    EXPECT_EQ(compression.metrics().bytes_in, 4 * long_text.size());
    EXPECT_LT(compression.metrics().bytes_out, long_text.size());
}

TEST(FixedContents, AreMadeOnceInEachCoding) {
    const Compression compression({});
    const FixedContent content(compression, "text/css", http::Body(long_text), {{Coding::gzip, "ready"}});
    const auto respond = [&](std::string_view codings) {
        http::Request request;
        request.headers = taking(codings);
        return content.respond(request);
    };
    EXPECT_EQ(respond("gzip").body.view(), "ready");
    EXPECT_EQ(compression.metrics().responses, 0U);
    const http::Response made = respond("br");
    EXPECT_EQ(plain_body(made), long_text);
    EXPECT_EQ(respond("br").body.view().data(), made.body.view().data());
    EXPECT_EQ(compression.metrics().responses, 1U);
    const std::string tag = header(respond(""), "ETag");
    EXPECT_EQ(header(respond(""), "Content-Encoding"), "");
    EXPECT_EQ(header(respond("gzip"), "ETag"), http::tag_in(tag, Coding::gzip));
    EXPECT_EQ(header(made, "ETag"), http::tag_in(tag, Coding::br));
}

/// A shop with one endpoint, `/things`, whose response is a long text.
class ACompressingPipeline : public ThePipeline {
 public:
    ACompressingPipeline() {
        route = &add(http::Method::get, "/things", [this](const Request&) {
            database::ReadTrace::note(1);
            ++made;
            return text(long_text + std::to_string(made));
        });
        route->operation = "listThings";
        route->cached = Cached::for_everyone;
    }

    http::Response ask(const http::Headers& headers, http::Method method = http::Method::get) {
        return response_to(method, "/things", headers);
    }
    http::Response ask(std::string_view codings) { return ask(taking(codings)); }

    Route* route = nullptr;
    int made = 0;
};

TEST_F(ACompressingPipeline, KeepsEachFormWithTheResponse) {
    for (const char* codings : {"br", "gzip", "", "gzip", "br", "deflate, gzip;q=1.0, *;q=0.5"}) {
        const http::Response response = ask(codings);
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(plain_body(response), long_text + "1");
        EXPECT_EQ(header(response, "Vary"), "Origin, Accept-Encoding");
        EXPECT_EQ(header(response, "Cache-Control"), "public, no-cache");
    }
    EXPECT_EQ(made, 1);
    EXPECT_EQ(compression.metrics().responses, 2U) << "each form is made once";
    EXPECT_EQ(header(ask("br"), "X-Cache"), "hit");
    EXPECT_EQ(header(ask("br"), "Content-Encoding"), "br");
    EXPECT_EQ(header(ask("gzip"), "Content-Encoding"), "gzip");
    EXPECT_EQ(header(ask(""), "Content-Encoding"), "");
}

TEST_F(ACompressingPipeline, CountsTheFormsAmongWhatIsKept) {
    ask("");
    const std::size_t without = responses.metrics().bytes;
    ask("gzip");
    const std::size_t with = responses.metrics().bytes;
    EXPECT_GT(with, without);
    EXPECT_LT(with, without + long_text.size()) << "the answer itself is there once";
    EXPECT_EQ(responses.metrics().entries, 1U);
}

TEST_F(ACompressingPipeline, EndsTheFormsWithTheResponse) {
    ask("");
    ask("gzip");
    const std::vector<caching::Tag> one{1};
    invalidations.invalidate(one);
    EXPECT_EQ(plain_body(ask("gzip")), long_text + "2");
    EXPECT_EQ(plain_body(ask("br")), long_text + "2");
    EXPECT_EQ(plain_body(ask("")), long_text + "2");
}

TEST_F(ACompressingPipeline, CountsEachRequestOnceAsAHitOrAMiss) {
    for (const char* codings : {"", "gzip", "br", "gzip"}) ask(codings);
    EXPECT_EQ(responses.metrics().misses, 1U);
    EXPECT_EQ(responses.metrics().hits, 3U);
}

TEST_F(ACompressingPipeline, KnowsWhoHasItInWhateverCoding) {
    const std::string plain = header(ask(""), "ETag");
    const std::string zipped = header(ask("gzip"), "ETag");
    EXPECT_EQ(zipped, http::tag_in(plain, Coding::gzip));
    const std::string opaque = plain.substr(1, plain.size() - 2);
    struct Case {
        std::string sent;
        std::string known_by;
    };
    for (const Case& its :
         {Case{plain, plain}, Case{zipped, zipped}, Case{"W/" + zipped, zipped}, Case{"W/" + plain, plain},
          Case{"\"x\", " + zipped + ", " + plain, ""}, Case{"\"" + opaque + ";gzip\"", ""}}) {
        for (const char* codings : {"gzip", "br", ""}) {
            http::Headers headers = taking(codings);
            headers.add("If-None-Match", its.sent);
            const http::Response response = ask(headers);
            EXPECT_EQ(response.status, 304) << its.sent << ' ' << codings;
            EXPECT_EQ(response.body.view(), "");
            EXPECT_EQ(header(response, "Content-Encoding"), "");
            EXPECT_EQ(header(response, "Content-Type"), "");
            EXPECT_THAT(header(response, "Vary"), HasSubstr("Accept-Encoding"));
            if (its.known_by.empty()) continue;
            EXPECT_EQ(header(response, "ETag"), its.known_by) << "what the client keeps it under";
        }
    }
    http::Headers both = taking("gzip");
    both.add("If-None-Match", plain + ", " + zipped);
    EXPECT_EQ(header(ask(both), "ETag"), zipped) << "of two, that of the form it would get";
    http::Headers other = taking("gzip");
    other.add("If-None-Match", "\"" + opaque + "0\"");
    EXPECT_EQ(ask(other).status, 200);
}

TEST_F(ACompressingPipeline, MakesNoFormForWhoHasTheResponse) {
    const std::string tag = header(ask(""), "ETag");
    http::Headers headers = taking("br");
    headers.add("If-None-Match", tag);
    EXPECT_EQ(ask(headers).status, 304);
    EXPECT_EQ(compression.metrics().responses, 0U);
}

TEST_F(ACompressingPipeline, AnswersHeadAsGet) {
    const http::Response get = ask("gzip");
    const http::Response head = ask(taking("gzip"), http::Method::head);
    EXPECT_EQ(head.body.view(), get.body.view()) << "the server leaves the body out";
    for (const char* name : {"ETag", "Content-Encoding", "Vary", "Content-Type"}) {
        EXPECT_EQ(header(head, name), header(get, name));
    }
}

TEST_F(ACompressingPipeline, CompressesWhatIsNotKept) {
    add(http::Method::get, "/mine", [](const Request&) { return text(long_text); });
    add(http::Method::post, "/things", [](const Request&) {
        http::Response response = text(long_text);
        response.add("ETag", "\"4-abc\"");
        return response;
    });
    const http::Response mine = response_to(http::Method::get, "/mine", taking("gzip"));
    EXPECT_EQ(header(mine, "Content-Encoding"), "gzip");
    EXPECT_THAT(header(mine, "ETag"), EndsWith("-gzip\""));
    EXPECT_EQ(plain_body(mine), long_text);
    const http::Response posted = response_to(http::Method::post, "/things", taking("br"));
    EXPECT_EQ(plain_body(posted), long_text);
    EXPECT_EQ(header(posted, "ETag"), "\"4-abc-br\"");
}

TEST_F(ACompressingPipeline, CompressesRefusalsOfHandlersOnly) {
    add(http::Method::get, "/refused",
        [](const Request&) -> http::Response { throw Refusal(problems::conflict, std::string(3000, 'x')); });
    const http::Response refused = response_to(http::Method::get, "/refused", taking("gzip"));
    EXPECT_EQ(header(refused, "Content-Encoding"), "gzip");
    EXPECT_THAT(plain_body(refused), HasSubstr("xxxx"));
    const http::Response nothing = response_to(http::Method::get, "/nothing", taking("gzip, identity;q=0"));
    EXPECT_EQ(nothing.status, 404);
    EXPECT_EQ(header(nothing, "Content-Encoding"), "") << "the edge's thread compresses nothing";
    EXPECT_THAT(header(nothing, "Vary"), HasSubstr("Accept-Encoding"));
}

TEST_F(ACompressingPipeline, LeavesSecretsAsTheyAre) {
    Route& secret = add(http::Method::post, "/login", [](const Request&) { return text(long_text); });
    secret.holds_secrets = true;
    const http::Response response = response_to(http::Method::post, "/login", taking("gzip, br, identity;q=0"));
    EXPECT_EQ(header(response, "Content-Encoding"), "");
    EXPECT_EQ(response.body.view(), long_text);
}

}  // namespace
}  // namespace till

#include "platform/http/request_reader.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace till::http {

namespace {

using ReaderState = RequestReader::State;

ServerOptions small_options() {
    ServerOptions options;
    options.header_bytes_max = 10'000;
    return options;
}

const ServerOptions options = small_options();
constexpr BodyPlan plan{.bytes_max = 1'000};

struct Verdict {
    ReaderState state = ReaderState::header;
    int status = 0;  ///< if refused
    Request request;
    Framing framing;
    std::string left;
};

/// Passes the bytes to the reader in parts of that size, as a connection does.
Verdict read(const std::string& bytes, std::size_t chunk) {
    RequestReader reader(options);
    std::string unread;
    std::size_t shown = 0;
    IncomingBody body(plan, {});
    while (shown < bytes.size() && (reader.state() == ReaderState::header || reader.state() == ReaderState::body)) {
        unread += bytes.substr(shown, chunk);
        shown += chunk;
        unread.erase(0, reader.take(unread));
        if (reader.state() != ReaderState::announced) continue;
        reader.begin_body(body);
        unread.erase(0, reader.take(unread));
    }
    Verdict verdict{reader.state(), 0, std::move(reader.request()), reader.framing(), unread};
    verdict.request.receive(body.take());
    if (reader.state() == ReaderState::refused) verdict.status = reader.refusal().problem().status;
    return verdict;
}

Verdict read(const std::string& bytes) { return read(bytes, std::max<std::size_t>(1, bytes.size())); }

std::string get_with(const std::string& headers) { return "GET / HTTP/1.1\r\nHost: shop\r\n" + headers + "\r\n"; }

std::string post_with(const std::string& headers, const std::string& body = "hello\r\n") {
    return "POST / HTTP/1.1\r\nHost: shop\r\n" + headers + "\r\n" + body;
}

std::string chunked(const std::string& body) { return post_with("Transfer-Encoding: chunked\r\n", body); }

struct Case {
    std::string what;
    std::string bytes;
    int status;  ///< 0: a request
};

using namespace std::string_literals;

const std::vector<Case>& cases() {
    static const std::vector<Case> all = {
        // What is to be read.
        {"a plain GET", get_with(""), 0},
        {"HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", 0},
        {"an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 0},
        {"a Host with a port", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 0},
        {"one empty line before", "\r\n" + get_with(""), 0},
        {"an unknown method", "BREW /pot HTTP/1.1\r\nHost: shop\r\n\r\n", 0},
        {"spaces around a value", get_with("A: \t b c \t\r\n"), 0},
        {"a name without a value", get_with("A:\r\n"), 0},
        {"bytes above 127 in a value", get_with("A: \xc3\xa4\r\n"), 0},
        {"a length", post_with("Content-Length: 5\r\n"), 0},
        {"a length of 0", post_with("Content-Length: 0\r\n"), 0},
        {"a body on a GET", "GET / HTTP/1.1\r\nHost: shop\r\nContent-Length: 5\r\n\r\nhello", 0},
        {"chunks", chunked("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n"), 0},
        {"an empty chunked body", chunked("0\r\n\r\n"), 0},
        {"CHUNKED", post_with("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n"), 0},
        {"hexadecimal sizes of both cases", chunked("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n"), 0},
        {"chunk extensions", chunked("5;a=b;c=\"d e\"\r\nhello\r\n0;z\r\n\r\n"), 0},
        {"trailers", chunked("5\r\nhello\r\n0\r\nA: b\r\nC: d\r\n\r\n"), 0},
        {"a body of just the bound", post_with("Content-Length: 1000\r\n", std::string(1'000, 'x')), 0},
        {"chunks of just the bound", chunked("3e8\r\n" + std::string(1'000, 'x') + "\r\n0\r\n\r\n"), 0},
        {"a target of just the bound", "GET /" + std::string(8'191, 'x') + " HTTP/1.1\r\nHost: shop\r\n\r\n", 0},
        {"an expectation", post_with("Content-Length: 5\r\nExpect: 100-Continue\r\n"), 0},
        {"any expectation in HTTP/1.0", "GET / HTTP/1.0\r\nExpect: wonders\r\n\r\n", 0},
        {"an absolute target", "GET http://shop/a?b HTTP/1.1\r\nHost: other\r\n\r\n", 0},
        {"an absolute target of HTTPS with a port", "GET HTTPS://shop:443 HTTP/1.1\r\nHost: shop\r\n\r\n", 0},
        {"a star for OPTIONS", "OPTIONS * HTTP/1.1\r\nHost: shop\r\n\r\n", 0},
        {"one of each header that comes once",
         get_with("Authorization: a\r\nContent-Type: b\r\nOrigin: c\r\nIdempotency-Key: d\r\n"), 0},

        // Headers that come once.
        {"two Authorizations", get_with("Authorization: Bearer a\r\nauthorization: Bearer b\r\n"), 400},
        {"two Authorizations that are equal", get_with("Authorization: a\r\nAuthorization: a\r\n"), 400},
        {"two Content-Types", get_with("Content-Type: a\r\nContent-Type: b\r\n"), 400},
        {"two Origins", get_with("Origin: a\r\nOrigin: b\r\n"), 400},
        {"two Idempotency-Keys", get_with("Idempotency-Key: a\r\nIDEMPOTENCY-KEY: b\r\n"), 400},

        // Two ways to say where the body ends.
        {"length and encoding", post_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"encoding and length", post_with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
        {"two lengths that differ", post_with("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
        {"two lengths that are equal", post_with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
        {"a list of lengths", post_with("Content-Length: 5, 5\r\n"), 400},
        {"a list of differing lengths", post_with("Content-Length: 5, 6\r\n"), 400},
        {"a length with a comma", post_with("Content-Length: 5,\r\n"), 400},
        {"a signed length", post_with("Content-Length: +5\r\n"), 400},
        {"a negative length", post_with("Content-Length: -5\r\n"), 400},
        {"a hexadecimal length", post_with("Content-Length: 0x5\r\n"), 400},
        {"a broken length", post_with("Content-Length: 5 5\r\n"), 400},
        {"a quoted length", post_with("Content-Length: \"5\"\r\n"), 400},
        {"a fraction", post_with("Content-Length: 5.0\r\n"), 400},
        {"an empty length", post_with("Content-Length:\r\n"), 400},
        {"a length of 2^64", post_with("Content-Length: 18446744073709551616\r\n"), 400},
        {"a length of 2^64 + 5", post_with("Content-Length: 18446744073709551621\r\n"), 400},
        {"another encoding", post_with("Transfer-Encoding: gzip\r\n"), 400},
        {"identity", post_with("Transfer-Encoding: identity\r\n"), 400},
        {"an empty encoding", post_with("Transfer-Encoding:\r\n"), 400},
        {"two encodings in one", post_with("Transfer-Encoding: gzip, chunked\r\n"), 400},
        {"chunked, then another", post_with("Transfer-Encoding: chunked, identity\r\n"), 400},
        {"chunked twice", post_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"identity and chunked", post_with("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"another encoding and a length", post_with("Transfer-Encoding: x\r\nContent-Length: 5\r\n"), 400},
        {"almost chunked", post_with("Transfer-Encoding: xchunked\r\n"), 400},
        {"chunked with a parameter", post_with("Transfer-Encoding: chunked;q=1\r\n"), 400},
        {"chunked behind a vertical tab", post_with("Transfer-Encoding: \vchunked\r\n"), 400},
        {"an encoding in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},

        // Lines that do not end where they seem to.
        {"bare LF after the request line", "GET / HTTP/1.1\nHost: shop\r\n\r\n", 400},
        {"bare LF after a header", "GET / HTTP/1.1\r\nHost: shop\nA: b\r\n\r\n", 400},
        {"bare LF for the empty line", "GET / HTTP/1.1\r\nHost: shop\r\n\n", 400},
        {"bare LFs only", "GET / HTTP/1.1\nHost: shop\n\n", 400},
        {"bare LF before the request", "\nGET / HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"bare CR in a value", get_with("A: b\rC: d\r\n"), 400},
        {"bare CR after a header", "GET / HTTP/1.1\r\nHost: shop\rA: b\r\n\r\n", 400},
        {"CR CR LF", get_with("A: b\r\r\n"), 400},
        {"a folded header", get_with("A: b\r\n c\r\n"), 400},
        {"a header folded with a tab", get_with("A: b\r\n\tc\r\n"), 400},
        {"a fold before the first header", "GET / HTTP/1.1\r\n Host: shop\r\n\r\n", 400},
        {"a fold without content", get_with("A: b\r\n \r\n"), 400},
        {"a fold in the length", post_with("Content-Length:\r\n 5\r\n"), 400},
        {"two empty lines before", "\r\n\r\n" + get_with(""), 400},

        // Names and values.
        {"a space before the colon", get_with("A : b\r\n"), 400},
        {"a space before the length's colon", post_with("Content-Length : 5\r\n"), 400},
        {"a tab before the colon", get_with("A\t: b\r\n"), 400},
        {"no colon", get_with("A\r\n"), 400},
        {"an empty name", get_with(": b\r\n"), 400},
        {"a name with a slash", get_with("A/B: c\r\n"), 400},
        {"a name above 127", get_with("\xc3\xa4: b\r\n"), 400},
        {"NUL in a name", get_with("A\0B: c\r\n"s), 400},
        {"NUL in a value", get_with("A: b\0c\r\n"s), 400},
        {"a control character in a value", get_with("A: b\x01\r\n"), 400},
        {"DEL in a value", get_with("A: b\x7f\r\n"), 400},
        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two Hosts", get_with("Host: shop\r\n"), 400},
        {"two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"a Host that is two", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
        {"a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"a Host with two ports", "GET / HTTP/1.1\r\nHost: a:1:2\r\n\r\n", 400},
        {"a Host with a port of letters", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400},
        {"a Host with half an address", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
        {"a Host with an address of letters", "GET / HTTP/1.1\r\nHost: [x]\r\n\r\n", 400},
        {"a Host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
        {"a Connection that is no list", get_with("Connection: clo se\r\n"), 400},

        // The request line.
        {"no version", "GET /\r\nHost: shop\r\n\r\n", 400},
        {"two spaces", "GET  / HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"a tab", "GET\t/ HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"a space in the target", "GET /a b HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"a space at the end", "GET / HTTP/1.1 \r\nHost: shop\r\n\r\n", 400},
        {"a space at the front", " GET / HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"a method that is no token", "G@T / HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"a version in small letters", "GET / http/1.1\r\nHost: shop\r\n\r\n", 400},
        {"a long version", "GET / HTTP/1.10\r\nHost: shop\r\n\r\n", 400},
        {"a short version", "GET / HTTP/1\r\nHost: shop\r\n\r\n", 400},
        {"a target for CONNECT", "CONNECT shop:80 HTTP/1.1\r\nHost: shop\r\n\r\n", 501},
        {"a star for GET", "GET * HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"an absolute target of another scheme", "GET ftp://shop/ HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"an absolute target without a host", "GET http:///a HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"an absolute target with a port alone", "GET http://:80/a HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"an absolute target with a user", "GET http://a@shop/ HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"an absolute target with a fragment", "GET http://shop/#a HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"an absolute target without Host", "GET http://shop/ HTTP/1.1\r\n\r\n", 400},
        {"an absolute target with two Hosts", "GET http://shop/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"a fragment", "GET /#a HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"a control character in the target", "GET /\x01 HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"NUL in the target", "GET /\0 HTTP/1.1\r\nHost: shop\r\n\r\n"s, 400},
        {"DEL in the target", "GET /\x7f HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"a raw byte above 127 in the target", "GET /\xc3\xa4 HTTP/1.1\r\nHost: shop\r\n\r\n", 400},
        {"TLS", "\x16\x03\x01\x02\n\r\n", 400},
        {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: shop\r\n\r\n", 505},
        {"HTTP/0.9", "GET / HTTP/0.9\r\nHost: shop\r\n\r\n", 505},

        // Chunks.
        {"no size", chunked("\r\nhello\r\n0\r\n\r\n"), 400},
        {"a size that is no number", chunked("g\r\nhello\r\n0\r\n\r\n"), 400},
        {"a size with 0x", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400},
        {"a negative size", chunked("-5\r\nhello\r\n0\r\n\r\n"), 400},
        {"a signed size", chunked("+5\r\nhello\r\n0\r\n\r\n"), 400},
        {"a space before the size", chunked(" 5\r\nhello\r\n0\r\n\r\n"), 400},
        {"a space behind the size", chunked("5 \r\nhello\r\n0\r\n\r\n"), 400},
        {"a space before the extension", chunked("5 ;a\r\nhello\r\n0\r\n\r\n"), 400},
        {"a size of 2^64", chunked("10000000000000000\r\nhello\r\n0\r\n\r\n"), 400},
        {"a size with bare LF", chunked("5\nhello\r\n0\r\n\r\n"), 400},
        {"a size with bare CR", chunked("5\rhello\r\n0\r\n\r\n"), 400},
        {"a control character in an extension", chunked("5;a=\x01\r\nhello\r\n0\r\n\r\n"), 400},
        {"bare LF in an extension", chunked("5;a=\"\n\"\r\nhello\r\n0\r\n\r\n"), 400},
        {"NUL in an extension", chunked("5;a=\0\r\nhello\r\n0\r\n\r\n"s), 400},
        {"an endless extension", chunked("5;a=" + std::string(1'000, 'x') + "\r\nhello\r\n0\r\n\r\n"), 400},
        {"a size of many zeros", chunked(std::string(1'000, '0') + "5\r\nhello\r\n0\r\n\r\n"), 400},
        {"a chunk longer than its size", chunked("4\r\nhello\r\n0\r\n\r\n"), 400},
        {"a chunk shorter than its size", chunked("6\r\nhello\r\n0\r\n\r\n"), 400},
        {"a chunk that ends in bare LF", chunked("5\r\nhello\n0\r\n\r\n"), 400},
        {"a trailer without a colon", chunked("0\r\nA\r\n\r\n"), 400},
        {"a trailer with a space before the colon", chunked("0\r\nA : b\r\n\r\n"), 400},
        {"a folded trailer", chunked("0\r\nA: b\r\n c\r\n\r\n"), 400},
        {"a trailer with bare LF", chunked("0\r\nA: b\n\r\n"), 400},
        {"a control character in a trailer", chunked("0\r\nA: \x01\r\n\r\n"), 400},
        {"a trailer that is too large", chunked("0\r\nA: " + std::string(10'000, 'x') + "\r\n\r\n"), 400},

        // Bounds.
        {"a long target", "GET /" + std::string(8'192, 'x') + " HTTP/1.1\r\nHost: shop\r\n\r\n", 414},
        {"a target without end", "GET /" + std::string(9'999, 'x'), 414},
        {"a large header", get_with("A: " + std::string(10'000, 'x') + "\r\n"), 431},
        {"a header without end", "GET / HTTP/1.1\r\nA: " + std::string(10'000, 'x'), 431},
        {"a body of one more", post_with("Content-Length: 1001\r\n"), 413},
        {"a body of 2^64 - 1", post_with("Content-Length: 18446744073709551615\r\n"), 413},
        {"a chunk of one more", chunked("3e9\r\n"), 413},
        {"one more in two chunks", chunked("3e8\r\n" + std::string(1'000, 'x') + "\r\n1\r\n"), 413},
        {"a chunk of 2^64 - 1", chunked("1\r\nx\r\nffffffffffffffff\r\n"), 413},
        {"another expectation", post_with("Content-Length: 5\r\nExpect: wonders\r\n"), 417},
        {"two expectations", post_with("Content-Length: 5\r\nExpect: 100-continue\r\nExpect: wonders\r\n"), 417},
    };
    return all;
}

std::string many_headers(int count) {
    std::string headers;
    for (int number = 0; number < count; ++number) headers += "A" + std::to_string(number) + ": b\r\n";
    return get_with(headers);
}

}  // namespace

TEST(RequestReader, TellsRequestsFromWhatOnlyLooksLikeThem) {
    for (const Case& one : cases()) {
        const Verdict verdict = read(one.bytes);
        EXPECT_EQ(verdict.state, one.status == 0 ? ReaderState::complete : ReaderState::refused) << one.what;
        EXPECT_EQ(verdict.status, one.status) << one.what;
    }
}

TEST(RequestReader, DecidesTheSameHoweverTheBytesAreCut) {
    for (const Case& one : cases()) {
        for (const std::size_t chunk : {1u, 2u, 3u, 7u, 64u}) {
            const Verdict verdict = read(one.bytes, chunk);
            EXPECT_EQ(verdict.state, one.status == 0 ? ReaderState::complete : ReaderState::refused)
                << one.what << " by " << chunk;
            EXPECT_EQ(verdict.status, one.status) << one.what << " by " << chunk;
        }
    }
}

TEST(RequestReader, WaitsForWhatIsNotAllThere) {
    const std::string whole = chunked("5;a=b\r\nhello\r\n0\r\nA: b\r\n\r\n");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const ReaderState state = read(whole.substr(0, size)).state;
        EXPECT_TRUE(state == ReaderState::header || state == ReaderState::body) << size;
    }
    EXPECT_EQ(read(whole).state, ReaderState::complete);
}

TEST(RequestReader, ReadsMethodTargetHeadersAndBody) {
    const Verdict verdict = read(
        "PATCH /api/v1/products/7?a=%20b HTTP/1.1\r\nHost: shop\r\nX-A:  one two \t\r\nContent-Length: 5\r\n\r\nhello"
        "GET /next");
    EXPECT_EQ(verdict.request.method, Method::patch);
    EXPECT_EQ(verdict.request.target, "/api/v1/products/7?a=%20b");
    EXPECT_EQ(verdict.request.headers.size(), 3u);
    EXPECT_EQ(verdict.request.header("x-a"), "one two");
    EXPECT_EQ(verdict.request.body, "hello");
    EXPECT_EQ(verdict.left, "GET /next");
}

TEST(RequestReader, TakesTheHostOfAnAbsoluteTarget) {
    const auto read_target = [](const std::string& line) {
        Verdict verdict = read(line + " HTTP/1.1\r\nHost: other\r\nA: b\r\n\r\n");
        EXPECT_EQ(verdict.request.header("A"), "b");
        return verdict.request.target + " of " + std::string(verdict.request.header("Host").value_or("nobody"));
    };
    EXPECT_EQ(read_target("GET http://shop.example:8080/a/b?c=d"), "/a/b?c=d of shop.example:8080");
    EXPECT_EQ(read_target("GET http://shop.example"), "/ of shop.example");
    EXPECT_EQ(read_target("GET http://shop.example?a=b"), "/?a=b of shop.example");
    EXPECT_EQ(read_target("GET https://[::1]:8080/"), "/ of [::1]:8080");
    EXPECT_EQ(read_target("OPTIONS http://shop.example"), "* of shop.example");
    EXPECT_EQ(read_target("OPTIONS http://shop.example/"), "/ of shop.example");
    EXPECT_EQ(read_target("OPTIONS *"), "* of other");
    EXPECT_EQ(read_target("GET /a"), "/a of other");
}

TEST(RequestReader, SaysWhatFollowsBeforeItReadsIt) {
    RequestReader reader(options);
    const std::string bytes = post_with("Content-Length: 5\r\n");
    EXPECT_EQ(reader.take(bytes), bytes.size() - 7) << "the body is left for whoever wants it";
    EXPECT_EQ(reader.state(), ReaderState::announced);
    EXPECT_TRUE(reader.request().body_follows);
    EXPECT_EQ(reader.request().content_length, 5u);
    EXPECT_EQ(reader.take("hello"), 0u);
}

TEST(RequestReader, JoinsChunksAndDropsTrailers) {
    const Verdict verdict = read(chunked("5;a=b\r\nhello\r\n7\r\n\r\nworld\r\n0\r\nAuthorization: x\r\n\r\nGET"), 1);
    EXPECT_EQ(verdict.request.body, "hello\r\nworld");
    EXPECT_EQ(verdict.request.header("Authorization"), std::nullopt);
    EXPECT_TRUE(read(chunked("0\r\n\r\nGET")).left == "GET");
}

TEST(RequestReader, KnowsTheMethodsThatTheStoreUses) {
    const std::pair<std::string, Method> methods[] = {
        {"GET", Method::get},     {"HEAD", Method::head},  {"POST", Method::post},       {"PUT", Method::put},
        {"PATCH", Method::patch}, {"DELETE", Method::del}, {"OPTIONS", Method::options}, {"TRACE", Method::other},
        {"get", Method::other},   {"GETS", Method::other}, {"OTHER", Method::other},     {"M-SEARCH", Method::other}};
    for (const auto& [token, method] : methods) {
        EXPECT_EQ(read(token + " / HTTP/1.1\r\nHost: shop\r\n\r\n").request.method, method) << token;
    }
}

TEST(RequestReader, KnowsWhetherTheConnectionIsToBeKept) {
    EXPECT_TRUE(read(get_with("")).framing.keep_alive);
    EXPECT_TRUE(read(get_with("Connection: Keep-Alive\r\n")).framing.keep_alive);
    EXPECT_FALSE(read(get_with("Connection: close\r\n")).framing.keep_alive);
    EXPECT_FALSE(read(get_with("Connection: keep-alive, Close\r\n")).framing.keep_alive);
    EXPECT_FALSE(read("GET / HTTP/1.0\r\n\r\n").framing.keep_alive);
    EXPECT_TRUE(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").framing.keep_alive);
    EXPECT_FALSE(read("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n").framing.keep_alive);
}

TEST(RequestReader, BoundsTheNumberOfHeaders) {
    EXPECT_EQ(read(many_headers(static_cast<int>(headers_max) - 1)).state, ReaderState::complete);  // and Host
    EXPECT_EQ(read(many_headers(static_cast<int>(headers_max))).status, 431);
}

TEST(RequestReader, BeginsAnew) {
    RequestReader reader(options);
    IncomingBody body(plan, {});
    const std::string first = chunked("1\r\na\r\n0\r\n\r\n");
    const std::size_t header_size = reader.take(first);
    ASSERT_EQ(reader.state(), ReaderState::announced);
    reader.begin_body(body);
    reader.take(std::string_view(first).substr(header_size));
    ASSERT_EQ(reader.state(), ReaderState::complete);
    reader.restart();
    reader.take(get_with("A: b\r\n"));
    ASSERT_EQ(reader.state(), ReaderState::complete);
    EXPECT_EQ(reader.request().body, "");
    EXPECT_EQ(reader.request().headers.size(), 2u);
    EXPECT_FALSE(reader.framing().chunked);
}

}  // namespace till::http

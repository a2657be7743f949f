// The HTTP connection: in whatever parts the bytes arrive, the requests are the same; and what is accepted, another
// server would read in the same way.
#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "fuzz/fuzz.h"
#include "platform/http/grammar.h"
#include "platform/http/request_reader.h"

namespace till::http {
namespace {

using fuzz::check;
using State = RequestReader::State;

ServerOptions small_options() {
    ServerOptions options;
    options.header_bytes_max = 1024;
    return options;
}

const ServerOptions options = small_options();
constexpr BodyPlan plan{.bytes_max = 256};
constexpr std::size_t requests_max = 8;

/// A request, or the refusal that ends the connection, or what was there of the last one.
struct Exchange {
    State state = State::header;
    int status = 0;
    Request request;
    Framing framing;
    std::size_t end = 0;  ///< how many bytes had been used up behind a complete request
};

bool same(const Request& left, const Request& right) {
    return left.method == right.method && left.target == right.target && left.body == right.body &&
           std::equal(left.headers.begin(), left.headers.end(), right.headers.begin(), right.headers.end(),
                      [](const Header& a, const Header& b) { return a.name == b.name && a.value == b.value; });
}

bool same(const Exchange& left, const Exchange& right) {
    if (left.state != right.state || left.status != right.status) return false;
    if (left.state != State::complete) return true;
    return left.end == right.end && same(left.request, right.request) &&
           left.framing.chunked == right.framing.chunked &&
           left.framing.content_length == right.framing.content_length &&
           left.framing.keep_alive == right.framing.keep_alive &&
           left.framing.expects_continue == right.framing.expects_continue;
}

/// As a connection does it; `next_chunk` says how many bytes come next.
template <class NextChunk>
std::vector<Exchange> read(std::string_view bytes, NextChunk next_chunk) {
    std::vector<Exchange> exchanges;
    RequestReader reader(options);
    std::string unread;
    std::size_t arrived = 0;
    std::optional<IncomingBody> body;
    while (exchanges.size() < requests_max) {
        unread.erase(0, reader.take(unread));
        if (reader.state() == State::announced) {
            body.emplace(plan, BodyStores{});
            reader.begin_body(*body);
            continue;
        }
        if (reader.state() == State::complete || reader.state() == State::refused) {
            const bool refused = reader.state() == State::refused;
            if (body) reader.request().receive(body->take());
            body.reset();
            exchanges.push_back({reader.state(), refused ? reader.refusal().problem().status : 0,
                                 std::move(reader.request()), reader.framing(), arrived - unread.size()});
            if (refused) return exchanges;
            reader.restart();
            continue;
        }
        check(unread.size() <= options.header_bytes_max, "what is left over has a bound");
        check(!body || body->size() <= plan.bytes_max, "a body has a bound");
        if (arrived == bytes.size()) break;
        const std::size_t chunk = std::clamp<std::size_t>(next_chunk(), 1, bytes.size() - arrived);
        unread += bytes.substr(arrived, chunk);
        arrived += chunk;
    }
    exchanges.push_back({reader.state(), 0, {}, {}, 0});
    return exchanges;
}

bool same(const std::vector<Exchange>& left, const std::vector<Exchange>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const Exchange& a, const Exchange& b) { return same(a, b); });
}

std::size_t count(const Request& request, std::string_view name) {
    return static_cast<std::size_t>(std::count_if(request.headers.begin(), request.headers.end(),
                                                  [&](const Header& h) { return same_name(h.name, name); }));
}

/// A chunked body as the plainest reader would take it apart: nothing where that is not possible.
std::optional<std::string> plainly_unchunked(std::string_view bytes) {
    std::string body;
    for (;;) {
        std::size_t size = 0;
        const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), size, 16);
        const std::size_t line_end = bytes.find("\r\n");
        if (error != std::errc() || end == bytes.data() || line_end == std::string_view::npos) return std::nullopt;
        bytes.remove_prefix(line_end + 2);
        if (size == 0) return bytes.ends_with("\r\n") ? std::optional(body) : std::nullopt;
        if (bytes.size() < size + 2 || bytes.substr(size, 2) != "\r\n") return std::nullopt;
        body += bytes.substr(0, size);
        bytes.remove_prefix(size + 2);
    }
}

/// `bytes`: exactly those of the request.
void check_unambiguous(std::string_view bytes, const Exchange& exchange) {
    const Request& request = exchange.request;
    if (bytes.starts_with("\r\n")) bytes.remove_prefix(2);
    const std::size_t end = bytes.find("\r\n\r\n");
    check(end != std::string_view::npos, "a header ends in an empty line");
    const std::string_view header = bytes.substr(0, end + 4);
    const std::string_view body = bytes.substr(header.size());
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (header[i] == '\n') check(header[i - 1] == '\r', "no bare LF in a header");
        if (header[i] == '\r') check(header[i + 1] == '\n', "no bare CR in a header");
        check(header[i] != '\0', "no NUL in a header");
    }
    check(header.find("\r\n ") == std::string_view::npos && header.find("\r\n\t") == std::string_view::npos,
          "no folded header");
    check(is_origin_form(request.target) || (request.target == "*" && request.method == Method::options),
          "a target is a path");
    for (const Header& h : request.headers) {
        check(is_token(h.name), "a header's name is a token");
        check(is_field_value(h.value), "a header's value has no control characters");
    }
    const std::size_t lengths = count(request, "content-length");
    const std::size_t codings = count(request, "transfer-encoding");
    check(lengths + codings <= 1, "one framing at most");
    check(count(request, "host") <= 1, "one host at most");
    check(exchange.framing.chunked == (codings == 1), "chunked where it says so, and only there");
    if (codings == 1) {
        check(plainly_unchunked(body) == request.body, "chunks are read in one way");
    } else {
        const std::string length = lengths == 0 ? "0" : std::string(*request.header("content-length"));
        check(length.find_first_not_of("0123456789") == std::string::npos, "a length is digits");
        check(body.size() == exchange.framing.content_length && std::stoull(length) == body.size(),
              "the body is as long as it says");
        check(body == request.body, "the body is what was sent");
    }
}

/// A parsed request, written in its plainest form, is parsed to the same.
void check_written_anew(const Exchange& exchange) {
    const Request& request = exchange.request;
    const std::string method = request.method == Method::other ? "BREW" : std::string(name_of(request.method));
    std::string bytes =
        method + ' ' + request.target + (exchange.framing.http_1_0 ? " HTTP/1.0" : " HTTP/1.1") + "\r\n";
    for (const Header& h : request.headers) {
        if (same_name(h.name, "transfer-encoding")) continue;
        bytes.append(h.name).append(": ").append(h.value).append("\r\n");
    }
    if (exchange.framing.chunked) bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    bytes += "\r\n" + request.body;
    ServerOptions roomy = options;
    roomy.header_bytes_max = 2 * options.header_bytes_max;
    RequestReader reader(roomy);
    IncomingBody body(plan, {});
    std::size_t taken = reader.take(bytes);
    if (reader.state() == State::announced) {
        reader.begin_body(body);
        taken += reader.take(std::string_view(bytes).substr(taken));
    }
    check(taken == bytes.size() && reader.state() == State::complete, "a request can be written anew");
    check(reader.request().target == request.target && body.take().bytes == request.body, "and is the same");
}

}  // namespace
}  // namespace till::http

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace till;
    const std::string_view bytes = fuzz::text_of(data, size);
    const auto whole = http::read(bytes, [&] { return bytes.size(); });
    std::size_t begin = 0;
    for (const auto& exchange : whole) {
        if (exchange.state != http::State::complete) break;
        http::check_unambiguous(bytes.substr(begin, exchange.end - begin), exchange);
        http::check_written_anew(exchange);
        begin = exchange.end;
    }
    fuzz::check(same(whole, http::read(bytes, [] { return 1; })), "byte by byte is the same as at once");
    auto dice = fuzz::dice_of(bytes);
    for (const std::size_t longest : {5U, 80U}) {
        fuzz::check(same(whole, http::read(bytes, [&] { return dice() % longest + 1; })),
                    "random pieces are the same as at once");
    }
    return 0;
}

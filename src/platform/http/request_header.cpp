#include "platform/http/request_header.h"

#include <limits>
#include <string>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "platform/http/grammar.h"
#include "platform/text/numbers.h"

namespace till::http {

namespace {

namespace beast = boost::beast;
using ErrorCode = boost::system::error_code;

constexpr std::size_t usual_headers = 16;

std::string_view standard(beast::string_view text) { return {text.data(), text.size()}; }

Method method_of(std::string_view token) {
    for (const Method method :
         {Method::get, Method::post, Method::put, Method::patch, Method::del, Method::head, Method::options}) {
        if (token == name_of(method)) return method;
    }
    return Method::other;
}

/// A header that may be there once.
struct Sole {
    std::size_t count = 0;
    std::string_view value;

    void add(std::string_view found) {
        ++count;
        value = found;
    }
};

/// Puts what Beast finds into a Request, and keeps what decides where the request ends.
class HeaderParser final : public beast::http::basic_parser<true> {
 public:
    explicit HeaderParser(Request& request) : request_(request) {
        header_limit(std::numeric_limits<std::uint32_t>::max());  // RequestReader has counted
        skip(true);                                               // RequestReader takes the body
    }

    const std::optional<Refusal>& refusal() const { return refusal_; }
    int version() const { return version_; }
    const Sole& length() const { return length_; }
    const Sole& coding() const { return coding_; }
    const Sole& host() const { return host_; }
    const std::string& host_in_target() const { return host_in_target_; }
    bool expects_continue() const { return expects_continue_; }
    bool expects_else() const { return expects_else_; }

 private:
    using Field = beast::http::field;
    using Text = beast::string_view;

    void on_request_impl(beast::http::verb, Text method, Text target, int version, ErrorCode& error) override {
        version_ = version;
        if (standard(method) == "CONNECT") {
            return refuse({problems::not_implemented, "This server is not a proxy and does not support CONNECT."},
                          error);
        }
        request_.method = method_of(standard(method));
        if (target.size() > target_bytes_max) {
            return refuse({problems::uri_too_long, "The request URI may have at most 8192 bytes."}, error);
        }
        if (!read_target(standard(target))) {
            refuse(
                malformed(
                    "The request target is neither a path that begins with a slash nor an http URI, in visible ASCII."),
                error);
        }
    }

    /// RFC 9112, 3.2: the origin form, the absolute form, or the asterisk of OPTIONS.
    bool read_target(std::string_view target) {
        const bool asks_server = request_.method == Method::options;
        if (is_origin_form(target) || (asks_server && target == "*")) {
            request_.target = target;
            return true;
        }
        const auto absolute = split_absolute_form(target);
        if (!absolute) return false;
        host_in_target_ = absolute->authority;
        request_.target = absolute->path.starts_with('/')         ? std::string(absolute->path)
                          : asks_server && absolute->path.empty() ? "*"
                                                                  : "/" + std::string(absolute->path);
        return true;
    }

    void on_field_impl(Field field, Text name, Text value, ErrorCode& error) override {
        if (request_.headers.size() == headers_max) {
            return refuse({problems::header_too_large, "There may be at most 100 headers."}, error);
        }
        request_.headers.add(standard(name), standard(value));
        switch (field) {
            case Field::content_length:
                length_.add(standard(value));
                break;
            case Field::transfer_encoding:
                coding_.add(standard(value));
                break;
            case Field::host:
                host_.add(standard(value));
                break;
            case Field::expect:
                (same_name(standard(value), "100-continue") ? expects_continue_ : expects_else_) = true;
                break;
            case Field::authorization:
                sole(authorizations_, name, error);
                break;
            case Field::content_type:
                sole(content_types_, name, error);
                break;
            case Field::origin:
                sole(origins_, name, error);
                break;
            case Field::unknown:
                if (same_name(standard(name), "Idempotency-Key")) sole(idempotency_keys_, name, error);
                break;
            default:
                break;
        }
    }

    /// Of two, one program would take the first and another the last (RFC 9110, 5.3: what is no list comes once).
    void sole(int& count, Text name, ErrorCode& error) {
        if (++count > 1) refuse(malformed("There is more than one " + std::string(standard(name)) + "."), error);
    }

    void refuse(Refusal refusal, ErrorCode& error) {
        refusal_ = std::move(refusal);
        error = beast::http::error::bad_field;
    }

    // The header is all that is read here, and there are no answers to read.
    void on_response_impl(int, Text, int, ErrorCode&) override {}
    void on_header_impl(ErrorCode&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
    std::size_t on_body_impl(Text, ErrorCode&) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, Text, ErrorCode&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text, ErrorCode&) override { return 0; }
    void on_finish_impl(ErrorCode&) override {}

    Request& request_;
    int version_ = 0;
    Sole length_;
    Sole coding_;
    Sole host_;
    std::string host_in_target_;
    int authorizations_ = 0;
    int content_types_ = 0;
    int origins_ = 0;
    int idempotency_keys_ = 0;
    bool expects_continue_ = false;
    bool expects_else_ = false;
    std::optional<Refusal> refusal_;
};

/// `METHOD TARGET HTTP/2.0` is well formed, but not for us.
bool asks_for_other_version(std::string_view request_line) {
    constexpr std::string_view pattern = " HTTP/d.d";
    if (request_line.size() < pattern.size()) return false;
    const std::string_view end = request_line.substr(request_line.size() - pattern.size());
    const auto digit = [&](std::size_t position) { return end[position] >= '0' && end[position] <= '9'; };
    return end.starts_with(" HTTP/") && digit(6) && end[7] == '.' && digit(8) && !end.ends_with("1.0") &&
           !end.ends_with("1.1");
}

Refusal refusal_of(const ErrorCode& error, std::string_view header) {
    using Error = beast::http::error;
    if (error == Error::bad_version) {
        if (asks_for_other_version(header.substr(0, header.find('\r')))) {
            return {problems::version_not_supported, "The server speaks HTTP/1.1 and HTTP/1.0."};
        }
        return malformed("The request line does not end in HTTP/1.1 or HTTP/1.0.");
    }
    if (error == Error::bad_method) return malformed("The request line does not begin with a method and one space.");
    if (error == Error::bad_target) return malformed("The request line has no target of visible characters.");
    if (error == Error::bad_field)
        return malformed("A header's name is empty or has characters that a name cannot have.");
    if (error == Error::bad_value) return malformed("A header's value has characters that a value cannot have.");
    if (error == Error::bad_content_length)
        return malformed("Content-Length is not one plain number, or there is more than one.");
    if (error == Error::multiple_content_length) return malformed("There is more than one Content-Length.");
    if (error == Error::bad_transfer_encoding) return malformed("There is more than one Transfer-Encoding.");
    return malformed("The header is not valid HTTP.");
}

std::optional<Refusal> read_length(const Sole& length, Framing& framing) {
    if (length.count == 0) return std::nullopt;
    if (length.count > 1) return malformed("There is more than one Content-Length.");
    const auto bytes = parse_integer<std::uint64_t>(length.value);
    if (!bytes) return malformed("Content-Length is not one plain number.");
    framing.content_length = *bytes;
    return std::nullopt;
}

std::optional<Refusal> read_coding(const Sole& coding, const Sole& length, Framing& framing) {
    if (coding.count == 0) return std::nullopt;
    if (framing.http_1_0) return malformed("HTTP/1.0 has no Transfer-Encoding.");
    if (length.count > 0) return malformed("There are both Content-Length and Transfer-Encoding.");
    if (coding.count > 1 || !same_name(coding.value, "chunked")) {
        return malformed("The only supported Transfer-Encoding is chunked, given once.");
    }
    framing.chunked = true;
    return std::nullopt;
}

std::optional<Refusal> check_host(const Sole& host, const Framing& framing) {
    if (host.count > 1) return malformed("There is more than one Host.");
    if (host.count == 0 && !framing.http_1_0) return malformed("There is no Host.");
    if (!is_host(host.value)) return malformed("Host is not a valid host name.");
    return std::nullopt;
}

}  // namespace

std::optional<Refusal> read_header(std::string_view bytes, Request& request, Framing& framing) {
    request.headers.reserve(usual_headers, bytes.size());
    HeaderParser header(request);
    ErrorCode error;
    header.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    if (header.refusal()) return header.refusal();
    if (error) return refusal_of(error, bytes);
    framing.http_1_0 = header.version() == 10;
    framing.keep_alive = header.keep_alive();
    if (auto refusal = read_length(header.length(), framing)) return refusal;
    if (auto refusal = read_coding(header.coding(), header.length(), framing)) return refusal;
    if (auto refusal = check_host(header.host(), framing)) return refusal;
    // RFC 9112, 3.2.2: the host of an absolute target goes before the one of the header.
    if (!header.host_in_target().empty()) request.headers.set("Host", header.host_in_target());
    if (framing.http_1_0) return std::nullopt;  // RFC 9110, 10.1.1: expectations are to be ignored there
    if (header.expects_else())
        return Refusal(problems::expectation_failed, "100-continue is the only supported expectation.");
    framing.expects_continue = header.expects_continue();
    return std::nullopt;
}

}  // namespace till::http

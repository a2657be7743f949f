#include "platform/http/request_header.h"

#include <string>
#include <utility>

#include "platform/http/grammar.h"
#include "platform/text/ascii.h"
#include "platform/text/numbers.h"
#include "platform/text/split.h"

namespace till::http {

namespace {

constexpr std::size_t usual_headers = 16;

Method method_of(std::string_view token) {
    for (const Method method :
         {Method::get, Method::post, Method::put, Method::patch, Method::del, Method::head, Method::options}) {
        if (token == name_of(method)) return method;
    }
    return Method::other;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view without_blank_ends(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
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

/// `METHOD TARGET HTTP/2.0` is well formed, but not for us.
bool asks_for_other_version(std::string_view request_line) {
    constexpr std::string_view pattern = " HTTP/d.d";
    if (request_line.size() < pattern.size()) return false;
    const std::string_view end = request_line.substr(request_line.size() - pattern.size());
    const auto digit = [&](std::size_t position) { return end[position] >= '0' && end[position] <= '9'; };
    return end.starts_with(" HTTP/") && digit(6) && end[7] == '.' && digit(8) && !end.ends_with("1.0") &&
           !end.ends_with("1.1");
}

Refusal other_version(std::string_view request_line) {
    if (asks_for_other_version(request_line)) {
        return {problems::version_not_supported, "The server speaks HTTP/1.1 and HTTP/1.0."};
    }
    return malformed("The request line does not end in HTTP/1.1 or HTTP/1.0.");
}

/// Puts the parsed header into a Request, and stores what decides where the request ends.
class HeaderReader {
 public:
    explicit HeaderReader(Request& request) : request_(request) {}

    std::optional<Refusal> read(std::string_view& bytes) {
        bool first = true;
        for (;;) {
            const std::string_view line = take_part(bytes, '\r');
            if (!bytes.starts_with('\n')) return malformed("A line of the header does not end in CRLF.");
            bytes.remove_prefix(1);
            if (line.empty() && !first) return std::nullopt;
            auto refusal = std::exchange(first, false) ? read_request_line(line) : read_field(line);
            if (refusal) return refusal;
        }
    }

    bool http_1_0() const { return http_1_0_; }
    bool keep_alive() const { return !close_ && (!http_1_0_ || keep_alive_); }
    const Sole& length() const { return length_; }
    const Sole& coding() const { return coding_; }
    const Sole& host() const { return host_; }
    const std::string& host_in_target() const { return host_in_target_; }
    bool expects_continue() const { return expects_continue_; }
    bool expects_else() const { return expects_else_; }

 private:
    std::optional<Refusal> read_request_line(std::string_view line) {
        std::string_view version = line;
        const std::string_view method = take_part(version, ' ');
        if (!is_token(method) || method.size() == line.size()) {
            return malformed("The request line does not begin with a method and one space.");
        }
        const std::string_view target = take_part(version, ' ');
        if (target.empty()) return malformed("The request line has no target of visible characters.");
        http_1_0_ = version == "HTTP/1.0";
        if (!http_1_0_ && version != "HTTP/1.1") return other_version(line);
        if (method == "CONNECT") {
            return Refusal(problems::not_implemented, "This server is not a proxy and does not support CONNECT.");
        }
        if (target.size() > target_bytes_max) {
            return Refusal(problems::uri_too_long, "The request URI may have at most 8192 bytes.");
        }
        request_.method = method_of(method);
        if (read_target(target)) return std::nullopt;
        return malformed(
            "The request target is neither a path that begins with a slash nor an http URI, in visible ASCII.");
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

    std::optional<Refusal> read_field(std::string_view line) {
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        if (colon == std::string_view::npos || !is_token(name)) {
            return malformed("A header's name is empty or has characters that a name cannot have.");
        }
        const std::string_view value = without_blank_ends(line.substr(colon + 1));
        if (!is_field_value(value)) return malformed("A header's value has characters that a value cannot have.");
        if (request_.headers.size() == headers_max) {
            return Refusal(problems::header_too_large, "There may be at most 100 headers.");
        }
        // Most often a line is stored as it came, with its CRLF.
        if (value.end() == line.end() && value.begin() == name.end() + 2 && line[name.size() + 1] == ' ') {
            request_.headers.add_line({line.data(), line.size() + 2}, name.size());
        } else {
            request_.headers.add_checked(name, value);
        }
        return heed(name, value);
    }

    /// What the server itself has to know. Only names of that length are compared.
    std::optional<Refusal> heed(std::string_view name, std::string_view value) {
        const auto is = [name, first = ascii::lower(name.front())](std::string_view known) {
            return ascii::lower(known.front()) == first && same_name(name, known);
        };
        switch (name.size()) {
            case 4:
                if (is("Host")) host_.add(value);
                break;
            case 6:
                if (is("Expect")) (same_name(value, "100-continue") ? expects_continue_ : expects_else_) = true;
                if (is("Origin")) return sole(origins_, name);
                break;
            case 10:
                if (is("Connection")) return read_connection(value);
                break;
            case 12:
                if (is("Content-Type")) return sole(content_types_, name);
                break;
            case 13:
                if (is("Authorization")) return sole(authorizations_, name);
                break;
            case 14:
                if (is("Content-Length")) length_.add(value);
                break;
            case 15:
                if (is("Idempotency-Key")) return sole(idempotency_keys_, name);
                break;
            case 17:
                if (is("Transfer-Encoding")) coding_.add(value);
                break;
            default:
                break;
        }
        return std::nullopt;
    }

    /// RFC 9110, 7.6.1: a list of tokens.
    std::optional<Refusal> read_connection(std::string_view list) {
        while (!list.empty()) {
            const std::string_view option = without_blank_ends(take_part(list, ','));
            if (!option.empty() && !is_token(option)) return malformed("Connection is not a list of names.");
            close_ = close_ || same_name(option, "close");
            keep_alive_ = keep_alive_ || same_name(option, "keep-alive");
        }
        return std::nullopt;
    }

    /// Of two, one program would take the first and another the last (RFC 9110, 5.3: what is no list comes once).
    static std::optional<Refusal> sole(int& count, std::string_view name) {
        if (++count == 1) return std::nullopt;
        return malformed("There is more than one " + std::string(name) + ".");
    }

    Request& request_;
    bool http_1_0_ = false;
    bool close_ = false;
    bool keep_alive_ = false;
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
};

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

std::optional<Refusal> read_header(std::string_view& bytes, Request& request, Framing& framing) {
    request.headers.reserve(usual_headers, bytes.size());
    HeaderReader header(request);
    if (auto refusal = header.read(bytes)) return refusal;
    framing.http_1_0 = header.http_1_0();
    framing.keep_alive = header.keep_alive();
    if (auto refusal = read_length(header.length(), framing)) return refusal;
    if (auto refusal = read_coding(header.coding(), header.length(), framing)) return refusal;
    if (auto refusal = check_host(header.host(), framing)) return refusal;
    // RFC 9112, 3.2.2: the host of an absolute target takes precedence over the header's.
    if (!header.host_in_target().empty()) request.headers.set("Host", header.host_in_target());
    if (framing.http_1_0) return std::nullopt;  // RFC 9110, 10.1.1: expectations are to be ignored there
    if (header.expects_else())
        return Refusal(problems::expectation_failed, "100-continue is the only supported expectation.");
    framing.expects_continue = header.expects_continue();
    return std::nullopt;
}

}  // namespace till::http

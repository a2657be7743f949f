#include "api/response_headers.h"

#include "platform/http/entity_tags.h"
#include "platform/security/digest.h"
#include "platform/text/split.h"
#include "platform/text/trim.h"

namespace till {
namespace {

constexpr const char* no_content_policy = "default-src 'none'; frame-ancestors 'none'";

std::string in_quotes(std::string_view tag) { return std::string("\"").append(tag).append("\""); }

/// Whether a header that is a list of names has this one.
bool lists(std::string_view names, std::string_view name) {
    while (!names.empty()) {
        if (http::same_name(trimmed(take_part(names, ',')), name)) return true;
    }
    return false;
}

}  // namespace

void add_vary(http::Response& response, std::string_view name) {
    const auto others = response.headers.find("Vary");
    if (others && lists(*others, name)) return;
    response.headers.set("Vary", others ? std::string(*others).append(", ").append(name) : std::string(name));
}

void add_security_headers(http::Response& response) {
    response.add("X-Content-Type-Options", "nosniff")
        .add("X-Frame-Options", "DENY")
        .add("Referrer-Policy", "no-referrer");
    if (!response.headers.find("Cross-Origin-Resource-Policy")) {
        response.add("Cross-Origin-Resource-Policy", "same-origin");
    }
    if (!response.headers.find("Content-Security-Policy")) {
        response.add("Content-Security-Policy", no_content_policy);
    }
}

void add_etag(http::Response& response) {
    if (response.headers.find("ETag")) return;
    response.add("ETag", "\"" + digest_of(response.body.view()).substr(0, 32) + "\"");
}

// Compared weakly, as RFC 9110, 13.1.2 has it.
std::optional<std::string_view> tag_of_client(const http::Headers& request, std::string_view tag) {
    if (!request.find("If-None-Match")) return std::nullopt;
    const std::string_view ours = tag.substr(1, tag.size() - 2);
    std::optional<std::string_view> known;
    for (const http::Header& header : request) {
        if (!http::same_name(header.name, "If-None-Match")) continue;
        if (header.value == tag || trimmed(header.value) == "*") return ours;
        for (const std::string_view listed :
             http::entity_tags(header.value).value_or(std::vector<std::string_view>())) {
            if (listed == ours) return ours;
            if (http::without_coding(listed) == http::without_coding(ours)) known = listed;
        }
    }
    return known;
}

void respond_conditionally(const http::Request& request, http::Response& response) {
    const bool reads = request.method == http::Method::get || request.method == http::Method::head;
    if (!reads || response.status != 200) return;
    add_etag(response);
    const std::string_view tag = *response.headers.find("ETag");
    const auto known = tag_of_client(request.headers, tag);
    if (!known) return;
    // RFC 9111, 4.3.4: the client looks up by this tag which of its stored responses is still valid.
    if (*known != tag.substr(1, tag.size() - 2)) response.headers.set("ETag", in_quotes(*known));
    response.status = 304;
    response.body = {};
    response.headers.remove("Content-Type");
    response.headers.remove("Content-Encoding");
}

}  // namespace till

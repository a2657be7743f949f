#include "middleware/answer_headers.h"

#include <algorithm>

#include "security/digest.h"
#include "utils/unicode.h"

namespace till {
namespace {

constexpr const char* no_content_policy = "default-src 'none'; frame-ancestors 'none'";

std::string_view opaque(std::string_view tag) {
    tag = trimmed(tag);
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

// Compared weakly, as RFC 9110, 13.1.2 has it. Our tags hold no comma.
bool names(std::string_view tags, std::string_view tag) {
    if (trimmed(tags) == "*") return true;
    while (!tags.empty()) {
        const auto end = std::min(tags.find(','), tags.size());
        if (opaque(tags.substr(0, end)) == tag) return true;
        tags.remove_prefix(std::min(end + 1, tags.size()));
    }
    return false;
}

}  // namespace

void add_vary(http::Response& response, std::string_view name) {
    const auto others = response.headers.find("Vary");
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

void answer_conditionally(const http::Request& request, http::Response& response) {
    const bool reads = request.method == http::Method::get || request.method == http::Method::head;
    if (!reads || response.status != 200) return;
    add_etag(response);
    const std::string_view tag = *response.headers.find("ETag");
    const bool kept = std::any_of(request.headers.begin(), request.headers.end(), [tag](const http::Header& header) {
        return http::same_name(header.name, "If-None-Match") && names(header.value, tag);
    });
    if (!kept) return;
    response.status = 304;
    response.body = {};
    response.headers.remove("Content-Type");
}

}  // namespace till

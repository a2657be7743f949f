#include "api/body_check.h"

#include "platform/http/entity_tags.h"
#include "platform/text/folding.h"
#include "platform/text/join.h"
#include "platform/text/trim.h"
#include "platform/text/unicode.h"
#include "shop/kernel/problems.h"

namespace till {
namespace {

void refuse_encoded(const http::Request& request) {
    for (const http::Header& header : request.headers) {
        if (!http::same_name(header.name, "Content-Encoding") || header.value.empty()) continue;
        if (http::same_name(header.value, "identity")) continue;
        throw Refusal(problems::other_media_type, "Send the body without a Content-Encoding.");
    }
}

}  // namespace

bool is_json_type(std::string_view content_type, http::Method method) {
    if (!is_utf8(content_type)) return false;
    const auto end = content_type.find(';');
    const std::string_view media_type = trimmed(content_type.substr(0, end));
    const std::string parameters =
        end == std::string_view::npos ? "" : fold_case(trimmed(content_type.substr(end + 1)));
    const bool known = http::same_name(media_type, "application/json") ||
                       (method == http::Method::patch && http::same_name(media_type, "application/merge-patch+json"));
    return known && (parameters.empty() || parameters == "charset=utf-8" || parameters == "charset=\"utf-8\"");
}

void require_content_type(const http::Request& request, const std::vector<std::string_view>& types) {
    const auto given = request.header("Content-Type");
    const std::string_view media_type = given ? trimmed(given->substr(0, given->find(';'))) : std::string_view();
    for (const std::string_view type : types) {
        if (http::same_name(media_type, type)) return;
    }
    throw Refusal(problems::other_media_type, "The Content-Type must be one of: " + joined(types) + ".");
}

void check_body(const Route& route, const http::Request& request, std::size_t bytes_max) {
    if (request.body_follows) refuse_encoded(request);
    if (!route.body_types.empty()) require_content_type(request, route.body_types);
    if (route.body != nullptr && (request.body_follows || !route.body_is_optional)) {
        const auto type = request.header("Content-Type");
        if (type && !is_json_type(*type, request.method)) {
            throw Refusal(problems::unsupported_media_type, "Send JSON as Content-Type: application/json.");
        }
    }
    if (request.content_length > bytes_max) throw http::body_too_large(bytes_max);
}

void check_conditions(const http::Request& request) {
    if (!request.header("If-Match") && !request.header("If-None-Match")) return;
    for (const http::Header& header : request.headers) {
        const bool is_condition =
            http::same_name(header.name, "If-Match") || http::same_name(header.name, "If-None-Match");
        if (!is_condition || http::is_tag_list(header.value)) continue;
        throw Refusal(problems::malformed_request,
                      std::string(header.name) + " must be * or entity tags: \"1-0123456789abcdef\".");
    }
}

}  // namespace till

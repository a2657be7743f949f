#include "api/exchange.h"

#include <algorithm>

#include "platform/http/entity_tags.h"
#include "platform/json/json_parse.h"
#include "platform/security/digest.h"
#include "platform/text/numbers.h"
#include "platform/text/trim.h"
#include "shop/kernel/problems.h"

namespace till {
namespace {

// `3-0123456789abcdef`, whatever stands behind it: the number of a tag of ours.
std::optional<std::int64_t> version_in(std::string_view tag) {
    const auto version = take_integer<std::int64_t>(tag);
    return tag.starts_with('-') ? version : std::nullopt;
}

void add_versions(std::string_view tags, std::vector<std::int64_t>& versions) {
    const auto listed = http::entity_tags(tags);
    if (!listed) {
        throw Refusal(problems::malformed_request,
                      "If-Match must be * or ETags as they were received, separated by commas.");
    }
    for (const std::string_view tag : *listed) {
        if (const auto version = version_in(tag)) versions.push_back(*version);
    }
}

}  // namespace

Origin origin_of(const Request& request) { return {.address = request.client, .request_id = request.id}; }

Actor actor_of(const Request& request) { return {.caller = request.caller, .origin = origin_of(request)}; }

json::Value json_body(const schemas::SchemaBase& schema, const Request& request) {
    constexpr std::size_t values_spare = 1'000;
    return json::parse_bounded(request.http.body, 2 * schema.values_max() + values_spare);
}

http::Response ok(std::string json) {
    http::Response response{.status = 200, .headers = {}, .body = std::move(json)};
    response.add("Content-Type", "application/json");
    return response;
}

http::Response created(std::string_view collection, std::int64_t id, std::string json) {
    return created_at(std::string(collection) + "/" + std::to_string(id), std::move(json));
}

http::Response created_at(std::string_view path, std::string json) {
    http::Response response = ok(std::move(json));
    response.status = 201;
    response.add("Location", std::string(api_base) + std::string(path));
    return response;
}

http::Response no_content() { return {.status = 204, .headers = {}, .body = {}}; }

http::Response versioned(http::Response response, std::int64_t version) {
    response.add("ETag", "\"" + std::to_string(version) + "-" + digest_of(response.body.view()).substr(0, 16) + "\"");
    return response;
}

ExpectedVersion expected_version(const Request& request) {
    std::optional<std::vector<std::int64_t>> versions;
    for (const http::Header& header : request.http.headers) {
        if (!http::same_name(header.name, "If-Match")) continue;
        if (trimmed(header.value) == "*") return {};
        if (!versions) versions.emplace();
        add_versions(header.value, *versions);
    }
    return versions ? ExpectedVersion(std::move(*versions)) : ExpectedVersion();
}

}  // namespace till

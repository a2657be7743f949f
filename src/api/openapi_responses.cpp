#include "api/openapi_responses.h"

#include <algorithm>

#include "shop/kernel/problems.h"

namespace till {
namespace {

using json::Array;
using json::Object;
using json::Value;
using Problems = std::vector<const Problem*>;

/// The same on every operation that has these problems and no others of the same status.
struct SharedResponse {
    std::string_view name;
    Problems problems;
};

const std::vector<SharedResponse>& shared() {
    static const std::vector<SharedResponse> responses{
        {"MalformedRequest", {&problems::malformed_request}},
        {"MalformedJson", {&problems::malformed_json}},
        {"BadRequest", {&problems::malformed_json, &problems::malformed_request}},
        {"Unauthorized", {&problems::unauthorized}},
        {"Forbidden", {&problems::forbidden}},
        {"NotFound", {&problems::not_found}},
        {"PreconditionFailed", {&problems::precondition_failed}},
        {"ContentTooLarge", {&problems::content_too_large}},
        {"UnsupportedMediaType", {&problems::unsupported_media_type}},
        {"ValidationFailed", {&problems::validation_failed}},
        {"TooManyRequests", {&problems::too_many_requests}},
        {"ServiceUnavailable", {&problems::overloaded, &problems::unavailable}},
        {"InsufficientStorage", {&problems::insufficient_storage}},
    };
    return responses;
}

bool are_same(const Problem* a, const Problem* b) { return a->code == b->code; }

// The problems that come with what a route is, besides those that its row names; each once.
Problems all_problems(const Route& route) {
    Problems all;
    const auto add = [&all](const Problem& problem) {
        if (std::find(all.begin(), all.end(), &problem) == all.end()) all.push_back(&problem);
    };
    for (const Problem* named : route.refusals) add(*named);
    if (route.access != Access::open) {
        add(problems::unauthorized);
        add(problems::forbidden);
    }
    if (route.path.find('{') != std::string::npos || route.config_gate == ConfigGate::registration) {
        add(problems::not_found);
    }
    if (route.body != nullptr) {
        add(problems::malformed_json);
        add(problems::content_too_large);
        add(problems::unsupported_media_type);
    } else {
        add(problems::malformed_request);
    }
    if (!route.body_types.empty()) {
        add(problems::content_too_large);
        add(problems::other_media_type);
    }
    if (route.body != nullptr || route.query != nullptr) add(problems::validation_failed);
    if (route.guarded) add(problems::precondition_failed);
    if (route.guarded && route.body != nullptr) add(problems::malformed_request);  // If-Match that is no list of tags
    if (route.idempotent) add(problems::idempotency_key_reused);
    if (route.counted) add(problems::too_many_requests);
    if (route.keeps_body_on_disk()) add(problems::insufficient_storage);
    add(problems::overloaded);
    add(problems::unavailable);
    return all;
}

std::string description_of(const Problems& problems) {
    std::string text;
    for (const Problem* problem : problems) {
        text += (text.empty() ? "" : "; ") + ("`" + std::string(problem->code)) + "`: " + std::string(problem->title);
    }
    return text;
}

void add_limit_headers(Value& headers) {
    headers["X-RateLimit-Limit"] = component_reference("headers", "RateLimitLimit");
    headers["X-RateLimit-Remaining"] = component_reference("headers", "RateLimitRemaining");
    headers["X-RateLimit-Reset"] = component_reference("headers", "RateLimitReset");
}

Value problem_response(const Problems& problems) {
    const int status = problems.front()->status;
    Value headers = Object{{"X-Request-Id", component_reference("headers", "RequestId")}};
    if (status == 401) headers["WWW-Authenticate"] = component_reference("headers", "Authenticate");
    if (status == 503 || status == 429) headers["Retry-After"] = component_reference("headers", "RetryAfter");
    if (status == 429) add_limit_headers(headers);
    Value examples = Object();
    for (const Problem* problem : problems) examples[problem->code] = component_reference("examples", problem->code);
    Value media = Object{{"schema", component_reference("schemas", "Problem")}, {"examples", std::move(examples)}};
    return Object{{"description", description_of(problems)},
                  {"headers", std::move(headers)},
                  {"content", Object{{"application/problem+json", std::move(media)}}}};
}

Value example_of(const Problem& problem) {
    const std::string detail =
        problem.example.empty() ? std::string(problem.title) + "." : std::string(problem.example);
    Value object = Object{{"type", "urn:till:problem:" + std::string(problem.code)},
                          {"title", problem.title},
                          {"status", problem.status},
                          {"detail", detail},
                          {"code", problem.code},
                          {"request_id", "5f0c9a3e7b21d846"}};
    if (&problem == &problems::validation_failed) {
        object["errors"] = Object{{"name", Array{Value("must not be empty")}}};
    }
    return object;
}

}  // namespace

Value component_reference(std::string_view kind, std::string_view name) {
    return Object{{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

void add_limit_headers(const Route& route, Value& headers) {
    if (route.counted) add_limit_headers(headers);
}

std::map<int, Value> problem_responses(const Route& route) {
    std::map<int, Problems> by_status;
    for (const Problem* problem : all_problems(route)) by_status[problem->status].push_back(problem);
    std::map<int, Value> responses;
    for (const auto& entry : by_status) {
        const Problems& problems = entry.second;
        const auto found = std::ranges::find_if(shared(), [&problems](const SharedResponse& response) {
            return std::ranges::equal(response.problems, problems, are_same);
        });
        responses[entry.first] =
            found != shared().end() ? component_reference("responses", found->name) : problem_response(problems);
    }
    return responses;
}

Value shared_responses() {
    Value responses = Object();
    for (const SharedResponse& response : shared()) responses[response.name] = problem_response(response.problems);
    Value not_modified = Object{{"description", "Not modified: the ETag in If-None-Match is still current"}};
    responses["NotModified"] = std::move(not_modified);
    return responses;
}

std::map<std::string, Value> problem_examples(const std::vector<Route>& routes) {
    std::map<std::string, Value> examples;
    const auto add = [&examples](const Problem* problem) {
        examples.try_emplace(std::string(problem->code), example_of(*problem));
    };
    for (const SharedResponse& response : shared()) std::ranges::for_each(response.problems, add);
    for (const Route& route : routes) {
        if (route.documented) std::ranges::for_each(all_problems(route), add);
    }
    for (const Route& route : routes) {
        for (const ProblemList& list : route.problem_lists) {
            examples[std::string(problems::insufficient_stock.code)][list.name] = Array{list.item->example()};
        }
    }
    return examples;
}

}  // namespace till

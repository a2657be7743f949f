#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "api/request.h"
#include "api/schema.h"
#include "platform/errors/refusal.h"
#include "platform/http/message.h"
#include "shop/kernel/caller.h"

namespace till {

/// The callers of an endpoint. There is no default: a route without a rule does not start.
enum class Access : std::uint8_t {
    undeclared,
    open,        ///< anyone, without a token
    permission,  ///< a token whose role has the route's permission
};

/// The setting of the configuration that opens or closes an endpoint.
enum class ConfigGate : std::uint8_t {
    none,
    public_catalogue,  ///< `access.public_catalogue`: a token is not needed
    registration,      ///< `access.registration`: without it, the endpoint is not there
};

/// The callers that share a cached response to GET.
enum class Cached : std::uint8_t {
    no,
    for_everyone,  ///< all callers get the same response
    for_account,   ///< each account has its own
};

/// How large a body may be; the configuration has a key for each.
enum class BodySize : std::uint8_t {
    usual,   ///< that of a known client; less where the endpoint is open or takes no body
    image,   ///< stored on disk until it is processed (Request::file)
    import,  ///< likewise
};

/// Those keys in bytes, with their defaults.
struct BodyBounds {
    std::size_t usual = std::size_t{1024} * 1024;
    std::size_t open = std::size_t{16} * 1024;
    std::size_t image = std::size_t{20} * 1024 * 1024;
    std::size_t import = std::size_t{64} * 1024 * 1024;
};

/// Where a handler runs.
enum class RunsOn : std::uint8_t {
    workers,    ///< the general pool; for GET, the one that reads rows by their keys
    lists,      ///< the small pool for reads that may look at many rows
    reports,    ///< the same for those that may take seconds
    passwords,  ///< the small pool for work that hashes passwords
    images,     ///< the small pool for work that decodes images
};

/// A response of an endpoint: its status, a text for the document, and the schema of the body, if there is one.
struct ResponseSpec {
    int status = 200;
    std::string text;
    const schemas::SchemaBase* schema = nullptr;
    bool is_list = false;       ///< an array of the schema
    bool has_location = false;  ///< with the address of what was made
    std::string content_type = "application/json";
};

/// A list that a problem object may have beyond the usual members.
struct ProblemList {
    std::string name;
    std::string text;
    const schemas::SchemaBase* item = nullptr;
};

/// A row of the table: everything about an endpoint.
struct Route {
    http::Method method = http::Method::get;
    std::string path;  ///< the whole path; `{name}` stands for one segment
    std::string summary;
    std::string tag;
    std::string operation;  ///< unique, camelCase: what a generated client calls it
    Access access = Access::undeclared;
    Permission permission = Permission::products_read;
    ConfigGate config_gate = ConfigGate::none;
    bool closed = false;  ///< by the configuration: as if it were not there
    RunsOn runs_on = RunsOn::workers;
    Cached cached = Cached::no;
    bool counted = true;         ///< against the client's limit
    bool guarded = false;        ///< heeds If-Match
    bool idempotent = false;     ///< heeds Idempotency-Key
    bool holds_secrets = false;  ///< its responses are never compressed, so that their size reveals nothing (BREACH)
    bool documented = true;
    const schemas::SchemaBase* query = nullptr;
    const schemas::SchemaBase* body = nullptr;
    bool body_is_optional = false;
    bool body_is_patch = false;
    BodySize body_size = BodySize::usual;
    std::vector<std::string_view> body_types;  ///< of a body that is not JSON
    std::string body_text;                     ///< and what it is
    std::string file_example;                  ///< of a CSV file in a request or response, for the document
    std::vector<std::string> body_columns;     ///< of a CSV file
    std::vector<ResponseSpec> responses;
    std::vector<const Problem*> refusals;
    std::vector<ProblemList> problem_lists;
    std::function<http::Response(const Request&)> handler;

    bool takes_body() const { return body != nullptr || !body_types.empty(); }
    bool keeps_body_on_disk() const { return body_size != BodySize::usual; }
    /// How many bytes a body of it may have. Where none is taken, as few as an open endpoint's, and they are ignored.
    std::size_t body_bytes_max(const BodyBounds& bounds) const;
};

}  // namespace till

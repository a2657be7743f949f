#pragma once
#include <cstdint>
#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace till {

/// One kind of refusal: what the client sees as `status`, `code` and `title`. Kinds are constants; compare by address
/// or by code. `code` is stable, kebab-case, and part of the contract.
struct Problem {
    int status;
    std::string_view code;
    std::string_view title;
    std::string_view example = {};  ///< a `detail`, as the API document shows it
};

/// Field path (`items.0.quantity`) to the messages for it, in the order of the paths.
using FieldErrors = std::map<std::string, std::vector<std::string>>;

struct ProblemMember;

/// The value of an extension member of a problem object (RFC 9457, 3.2).
struct ProblemValue {
    using List = std::vector<ProblemValue>;
    using Object = std::vector<ProblemMember>;  ///< in the order in which it is written

    std::variant<std::int64_t, std::string, List, Object> value;
};

struct ProblemMember {
    std::string name;
    ProblemValue value;
};

bool operator==(const ProblemValue& a, const ProblemValue& b);
inline bool operator==(const ProblemMember& a, const ProblemMember& b) {
    return a.name == b.name && a.value == b.value;
}
inline bool operator==(const ProblemValue& a, const ProblemValue& b) { return a.value == b.value; }

/// The one type for "no", thrown or returned where the reason is found, and written as RFC 9457 problem+json in one
/// place. It never carries anything that the client may not see.
class Refusal : public std::exception {
 public:
    Refusal(const Problem& problem, std::string detail) : problem_(&problem), detail_(std::move(detail)) {}

    /// Every bad field at once; nothing else is a 422 `validation-failed`.
    static Refusal invalid(FieldErrors errors);
    static Refusal invalid(std::string field, std::string message);

    const Problem& problem() const { return *problem_; }
    const std::string& detail() const { return detail_; }
    const FieldErrors& errors() const { return errors_; }
    /// Extension members of the problem object (`shortages`), behind those that all have.
    const ProblemValue::Object& members() const { return members_; }
    /// Seconds for `Retry-After`; 0 for none.
    int retry_after_s() const { return retry_after_s_; }

    Refusal&& with(std::string name, ProblemValue value) &&;
    Refusal&& retry_after(int seconds) &&;

    const char* what() const noexcept override { return detail_.c_str(); }

 private:
    const Problem* problem_;
    std::string detail_;
    FieldErrors errors_;
    ProblemValue::Object members_;
    int retry_after_s_ = 0;
};

/// Kinds that any program behind HTTP has. The shop's own stand in shop/kernel/problems.h.
namespace problems {
inline constexpr Problem malformed_request{400, "malformed-request", "Malformed request",
                                           "The request URI is invalid."};
inline constexpr Problem malformed_json{400, "malformed-json", "Malformed JSON",
                                        "Not valid JSON at byte 17: a value was expected."};
inline constexpr Problem unauthorized{401, "unauthorized", "Authentication required",
                                      "Send a token: Authorization: Bearer …"};
inline constexpr Problem forbidden{403, "forbidden", "Permission denied", "This requires the permission orders:write."};
inline constexpr Problem not_found{404, "not-found", "Not found", "There is no product 42."};
inline constexpr Problem method_not_allowed{405, "method-not-allowed", "Method not allowed"};
inline constexpr Problem request_timeout{408, "request-timeout", "Request timeout"};
inline constexpr Problem conflict{409, "conflict", "Conflict",
                                  "The order was changed by other requests at the same time."};
inline constexpr Problem precondition_failed{412, "precondition-failed", "Version does not match",
                                             "The resource was changed in the meantime. Read it again before you "
                                             "change it."};
inline constexpr Problem content_too_large{413, "content-too-large", "Content too large",
                                           "The body may have at most 1 MiB."};
inline constexpr Problem uri_too_long{414, "uri-too-long", "URI too long"};
inline constexpr Problem unsupported_media_type{415, "unsupported-media-type", "Unsupported media type",
                                                "Send JSON as Content-Type: application/json."};
inline constexpr Problem expectation_failed{417, "expectation-failed", "Expectation failed"};
inline constexpr Problem validation_failed{422, "validation-failed", "Validation failed",
                                           "One or more fields are invalid."};
inline constexpr Problem too_many_requests{429, "too-many-requests", "Too many requests",
                                           "The limit is 100 per day. Try again in 3600 seconds."};
inline constexpr Problem header_too_large{431, "header-too-large", "Header too large"};
inline constexpr Problem internal{500, "internal-error", "Internal server error"};
inline constexpr Problem not_implemented{501, "not-implemented", "Not implemented",
                                         "This server is not a proxy and does not support CONNECT."};
inline constexpr Problem overloaded{503, "overloaded", "Service overloaded", "Too many requests are waiting."};
inline constexpr Problem unavailable{503, "unavailable", "Service unavailable",
                                     "The database is temporarily unreachable."};
inline constexpr Problem version_not_supported{505, "http-version-not-supported", "HTTP version not supported"};
inline constexpr Problem insufficient_storage{507, "insufficient-storage", "Insufficient storage",
                                              "The server has no space to store the body. Nothing was changed."};
}  // namespace problems

}  // namespace till

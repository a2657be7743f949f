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
};

/// Field path (`items.0.quantity`) to the messages for it, in the order of the paths.
using FieldErrors = std::map<std::string, std::vector<std::string>>;

/// The value of an extension member of a problem object (RFC 9457, 3.2).
struct ProblemValue {
    using List = std::vector<ProblemValue>;
    using Object = std::vector<std::pair<std::string, ProblemValue>>;  ///< in the order in which it is written

    std::variant<std::int64_t, std::string, List, Object> value;

    bool operator==(const ProblemValue&) const = default;
};

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

/// Kinds that any program behind HTTP has. The shop's own stand in models/problems.h.
namespace problems {
inline constexpr Problem malformed_request{400, "malformed-request", "The request is not valid HTTP"};
inline constexpr Problem malformed_json{400, "malformed-json", "The body is not valid JSON"};
inline constexpr Problem unauthorized{401, "unauthorized", "A valid token is required"};
inline constexpr Problem forbidden{403, "forbidden", "The account lacks the required permission"};
inline constexpr Problem not_found{404, "not-found", "The resource does not exist"};
inline constexpr Problem method_not_allowed{405, "method-not-allowed", "The path does not support this method"};
inline constexpr Problem request_timeout{408, "request-timeout", "The request took too long to arrive"};
inline constexpr Problem conflict{409, "conflict", "The request conflicts with the current state"};
inline constexpr Problem precondition_failed{412, "precondition-failed",
                                             "The resource has another version than expected"};
inline constexpr Problem content_too_large{413, "content-too-large", "The body is too large"};
inline constexpr Problem uri_too_long{414, "uri-too-long", "The request URI is too long"};
inline constexpr Problem unsupported_media_type{415, "unsupported-media-type", "The body must be application/json"};
inline constexpr Problem expectation_failed{417, "expectation-failed",
                                            "100-continue is the only supported expectation"};
inline constexpr Problem validation_failed{422, "validation-failed", "Some fields are invalid"};
inline constexpr Problem too_many_requests{429, "too-many-requests", "The rate limit of this endpoint is exceeded"};
inline constexpr Problem header_too_large{431, "header-too-large", "The header is too large"};
inline constexpr Problem internal{500, "internal-error", "An internal error occurred"};
inline constexpr Problem not_implemented{501, "not-implemented", "The server does not implement this"};
inline constexpr Problem overloaded{503, "overloaded", "The server is overloaded"};
inline constexpr Problem unavailable{503, "unavailable", "The store is temporarily unavailable"};
inline constexpr Problem version_not_supported{505, "http-version-not-supported",
                                               "Only HTTP/1.0 and HTTP/1.1 are supported"};
inline constexpr Problem insufficient_storage{507, "insufficient-storage", "There is no space to store the body"};
}  // namespace problems

}  // namespace till

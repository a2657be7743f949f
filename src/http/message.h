#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace till::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

std::string_view name_of(Method method);

/// RFC 9110: names are compared without regard to case.
bool same_name(std::string_view left, std::string_view right);

struct Header {
    std::string name;
    std::string value;
};

/// A complete request, already checked against the grammar of RFC 9112 and the server's bounds.
struct Request {
    Method method = Method::get;
    std::string target;  ///< origin form as sent: path and query, not decoded
    std::vector<Header> headers;
    std::string body;
    std::string peer;  ///< the address of the other end, without its port

    /// The first header of that name.
    std::optional<std::string_view> header(std::string_view name) const;
};

/// Bytes to send: owned, shared with a cache, or a view of something that outlives the program's last answer.
class Body {
 public:
    Body() = default;
    Body(std::string owned) : bytes_(std::move(owned)) {}                           // NOLINT: converts on purpose
    Body(std::shared_ptr<const std::string> shared) : bytes_(std::move(shared)) {}  // NOLINT
    static Body of_static(std::string_view bytes) {
        Body body;
        body.bytes_ = bytes;
        return body;
    }

    std::string_view view() const;

    /// Makes owned bytes shared, so that copies of this body are cheap.
    void share() {
        if (auto* owned = std::get_if<std::string>(&bytes_)) {
            bytes_ = std::make_shared<const std::string>(std::move(*owned));
        }
    }

 private:
    std::variant<std::string, std::shared_ptr<const std::string>, std::string_view> bytes_;
};

/// An answer. The server adds Date, Content-Length and Connection, in place of any that are among the headers, and
/// sends no body to HEAD and with 204 and 304. Line ends inside a header become spaces.
struct Response {
    int status = 200;
    std::vector<Header> headers;
    Body body;

    Response& add(std::string name, std::string value) {
        headers.push_back({std::move(name), std::move(value)});
        return *this;
    }
};

}  // namespace till::http

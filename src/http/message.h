#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "http/headers.h"

namespace till::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

std::string_view name_of(Method method);

/// A complete request, already checked against the grammar of RFC 9112 and the server's bounds.
struct Request {
    Method method = Method::get;
    std::string target;  ///< origin form as sent: path and query, not decoded
    Headers headers;
    std::string body;
    std::string peer;  ///< the address of the other end, without its port

    /// The first header of that name.
    std::optional<std::string_view> header(std::string_view name) const { return headers.find(name); }
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
/// sends no body to HEAD and with 204 and 304.
struct Response {
    int status = 200;
    Headers headers;
    Body body;

    Response& add(std::string_view name, std::string_view value) {
        headers.add(name, value);
        return *this;
    }
};

}  // namespace till::http
